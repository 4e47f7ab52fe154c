# frozen_string_literal: true

require "libchunk"
require "support/case"

# Tokens that the library gets.
class TestCredentials < Case
  APP = { client_id: "an-app", client_secret: "its-secret" }.freeze

  # Keeps a login in memory.
  class Storage
    attr_reader :login, :saved, :threads

    def initialize(refresh_token, failures: 0)
      @login = JSON.generate(refresh_token: refresh_token)
      @failures = failures
      @saved = 0
      @threads = []
    end

    def load
      @threads << Thread.current
      @login
    end

    def save(login)
      raise IOError, "the disk is full" if (@failures -= 1) >= 0

      @saved += 1
      @login = login
    end
  end

  def emulator_options = ["--token-lifetime", 2, "--refresh-token", "refresh-of-ruby"]

  def tokens = emulator.counters["tokens"]

  def test_client_credentials
    uploads = manager(access_token: nil, **APP, enterprise_id: "1")
    emulator.faults(SLOW)
    path = sample
    assert_equal sha1_of(path), uploads.upload_big_file(path, nil, nil, "0").sha1
    assert_operator tokens["requests"]["client_credentials"], :>, 1
    assert_equal 0, tokens["expired_requests"]
  end

  def test_login_storage
    storage = Storage.new("refresh-of-ruby")
    uploads = manager(access_token: nil, login_storage: storage, **APP)
    emulator.faults(SLOW)
    path = sample
    assert_equal sha1_of(path), uploads.upload_big_file(path, nil, nil, "0").sha1
    assert_equal [Thread.current], storage.threads.uniq
    assert_equal tokens["requests"]["refresh_token"], storage.saved
    assert_equal 0, tokens["reused_refresh_tokens"]
    refute_includes storage.login, "refresh-of-ruby"
  end

  def test_login_storage_that_raises
    storage = Storage.new("refresh-of-ruby", failures: 1)
    uploads = manager(access_token: nil, login_storage: storage, **APP)
    error = assert_raises(IOError) { uploads.create_file_upload_session("0", SMALLEST, "a.bin") }
    assert_match(/disk/, error.message)
    # What was not saved is saved before anything else is done.
    assert uploads.create_file_upload_session("0", SMALLEST, "b.bin").id
    assert_equal 0, tokens["reused_refresh_tokens"]
  end

  def test_downscoped_tokens_and_users
    uploads = manager(downscope: "item_upload")
    session = uploads.create_file_upload_session("0", SMALLEST, "a.bin")
    assert_raises(Libchunk::Error) { manager(as_user: "100000002").get_file_upload_session_by_id(session.id) }
    assert_equal 1, tokens["requests"]["token-exchange"]
  end

  def test_no_credentials_and_too_many
    [{}, APP, { access_token: "a", jwt_config: "{}" }].each do |wrong|
      assert_raises(Libchunk::Error) { Libchunk::ChunkedUploadsManager.new(**wrong) }
    end
  end
end
