#!/usr/bin/env ruby
# frozen_string_literal: true

# Uploads a file with a progress bar:  upload.rb PATH [FOLDER]
#
# The token is in BOX_ACCESS_TOKEN, or BOX_CONFIG_FILE is the JSON of an app that signs for its tokens; CHUNK_BASE_URL and CHUNK_UPLOAD_URL name another service than Box, such as the
# local one. Run it again after a failure, or after Ctrl-C, and it goes on where it was.

require "libchunk"

path, folder = ARGV
credentials = { access_token: ENV["BOX_ACCESS_TOKEN"], jwt_config_file: ENV["BOX_CONFIG_FILE"] }
abort "usage: BOX_ACCESS_TOKEN=… upload.rb PATH [FOLDER]" unless path && credentials.values.any?

def bar(progress)
  done = (progress.fraction * 30).floor
  format("\r%3d%% [%-30s] %d of %d MB", progress.fraction * 100, "=" * done,
         progress.acknowledged_bytes / 1_000_000, progress.total_bytes / 1_000_000)
end

def explain(event)
  case event.name
  when :session_opened then warn "going on: #{event.stored_bytes} bytes are there" if event.is_continued
  when :retrying then warn "\nagain in #{event.delay_ms / 1000.0} s: #{event.message}"
  end
end

begin
  uploads = Libchunk::ChunkedUploadsManager.new(**credentials, base_url: ENV["CHUNK_BASE_URL"],
                                                upload_url: ENV["CHUNK_UPLOAD_URL"], state_dir: ENV["CHUNK_STATE_DIR"])
  file = uploads.upload_big_file(path, nil, nil, folder || "0", on_event: method(:explain)) do |progress|
    $stderr.print bar(progress)
  end
  warn ""
  puts "file #{file.id} has #{file.size} bytes and SHA-1 #{file.sha1}"
rescue Interrupt
  warn "\nstopped; the same command goes on"
  exit 130
rescue Libchunk::Error => e
  # What happened, what to do about it, and the session that was left, if one was.
  warn "\n#{e.description}"
  exit e.retriable? ? 75 : 1
end
