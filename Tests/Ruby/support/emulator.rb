# frozen_string_literal: true

require "digest"
require "json"
require "net/http"
require "support/evidence"
require "support/programs"

# A running chunk-emulator, and what can be asked of it over HTTP.
class Emulator
  attr_reader :base_url, :upload_url, :token

  def initialize(directory, *options)
    reader, writer = IO.pipe
    log = File.join(directory, "emulator.log")
    @pid = Programs.start(Programs::EMULATOR, "--port", 0, "--data-dir", File.join(directory, "data"), *options,
                          *Evidence.emulator_options,
                          out: writer, err: [log, "a"])
    writer.close
    line = reader.wait_readable(20) && reader.gets
    raise "the emulator did not start: #{File.read(log)}" unless line

    said = JSON.parse(line)
    @base_url, @upload_url, @token = said.values_at("base_url", "upload_url", "token")
    @uri = URI(said["url"])
  end

  def stop = Programs.stop(@pid)

  # The environment by which chunk finds this server.
  def settings
    { "CHUNK_BASE_URL" => base_url, "CHUNK_UPLOAD_URL" => upload_url, "BOX_ACCESS_TOKEN" => token }
  end

  def request(path, method = Net::HTTP::Get, body: nil)
    request = method.new(path, "Authorization" => "Bearer #{token}")
    request.body = JSON.generate(body) if body
    Net::HTTP.start(@uri.host, @uri.port, nil) { |http| http.request(request) }
  end

  # A second access token of the same user, for the refresh token "first".
  def refreshed_token
    answer = Net::HTTP.post_form(@uri + "/oauth2/token", grant_type: "refresh_token", refresh_token: "first",
                                                         client_id: "id", client_secret: "secret")
    JSON.parse(answer.body).fetch("access_token")
  end

  # Sets the faults in force, in place of all others.
  def faults(*faults)
    answer = request("/_emulator/faults", Net::HTTP::Put, body: faults)
    raise answer.body unless answer.is_a?(Net::HTTPSuccess)
  end

  def counters = JSON.parse(request("/_emulator/counters").body)

  # The recorded requests of one operation.
  def requests(operation)
    JSON.parse(request("/_emulator/requests").body).select { |request| request["operation"] == operation }
  end

  # How many requests came for an operation.
  def count(operation) = counters["requests"].fetch(operation, 0)

  # How often the parts of all sessions came in whole.
  def received_parts = parts.sum { |part| part["received"] }

  def acknowledged_parts = counters["acknowledged_parts"]

  # The SHA-1 of a file's content, downloaded.
  def sha1(file_id) = Digest::SHA1.hexdigest(request("/2.0/files/#{file_id}/content").body)

  def session?(id) = request("/2.0/files/upload_sessions/#{id}").is_a?(Net::HTTPSuccess)

  private

  def parts = counters["sessions"].values.flat_map(&:values)
end
