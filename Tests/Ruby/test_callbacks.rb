# frozen_string_literal: true

# Blocks, streams and token providers of the program, also those that raise.
class TestCallbacks < Case
  class Broken < StandardError; end

  def emulator_options = ["--refresh-token", "first"]

  def setup
    super
    @path = sample
  end

  def test_block_that_raises
    emulator.faults(SLOW)
    assert_raises(Broken) { manager.upload_big_file(@path, nil, nil, "0") { raise Broken } }
    assert_raises(Broken) { manager.upload_big_file(@path, nil, nil, "0", on_event: ->(_) { raise Broken }) }
    emulator.faults
    assert_equal sha1_of(@path), manager.upload_big_file(@path, nil, nil, "0").sha1
    assert_equal 1, emulator.count("create")
  end

  def test_stream_that_raises
    reader = Class.new { def read(_count) = raise(Broken) }.new
    assert_raises(Broken) { manager.upload_big_file(reader, "a.bin", SMALLEST, "0") }
    upload = manager.start_upload(reader, "b.bin", SMALLEST, "0")
    assert_raises(Broken) { upload.result }
    assert_raises(Libchunk::Cancelled) { upload.result }
  end

  def test_stream_that_gives_no_text
    reader = Class.new { def read(_count) = 42 }.new
    error = assert_raises(TypeError) { manager.upload_big_file(reader, "a.bin", SMALLEST, "0") }
    assert_match(/Integer/, error.message)
  end

  def test_callbacks_run_on_the_calling_thread
    threads = []
    io = StringIO.new(bytes)
    reader = Object.new
    reader.define_singleton_method(:read) { |count| threads << Thread.current and io.read(count) }
    provider = -> { threads << Thread.current and emulator.token }
    uploads = manager(access_token: nil, token_provider: provider)
    uploads.upload_big_file(reader, "a.bin", SMALLEST, "0") { threads << Thread.current }
    assert_equal [Thread.current], threads.uniq
  end

  def test_token_provider
    asked = []
    uploads = manager(access_token: nil, token_provider: ->(is_rejected) { asked << is_rejected and emulator.token })
    assert_equal sha1_of(@path), uploads.upload_big_file(@path, nil, nil, "0").sha1
    assert_equal 3, uploads.create_file_upload_session("0", SMALLEST, "a.bin").total_parts
    assert_equal [false], asked
  end

  def test_second_token_after_a_401
    emulator.faults({ on: "part", nth: 2, do: "status", status: 401 })
    asked = []
    tokens = [emulator.token, emulator.refreshed_token]
    uploads = manager(access_token: nil, token_provider: ->(is_rejected) { asked << is_rejected and tokens.shift })
    assert_equal sha1_of(@path), uploads.upload_big_file(@path, nil, nil, "0", parallel: 1).sha1
    assert_equal [[false, true], []], [asked, tokens]
    assert_equal 3, emulator.acknowledged_parts
    refute emulator.counters["has_resent_acknowledged_part"]
  end

  def test_token_that_is_refused_in_a_step
    tokens = ["wrong", emulator.token]
    uploads = manager(access_token: nil, token_provider: Class.new { define_method(:call) { tokens.shift } }.new)
    assert_equal 3, uploads.create_file_upload_session("0", SMALLEST, "a.bin").total_parts
    assert_equal 1, emulator.requests("create").count { |request| request["status"] == 401 }
  end

  def test_eight_threads_share_a_token
    asked = Queue.new
    uploads = manager(access_token: nil, token_provider: -> { asked << 1 and emulator.token })
    threads = Array.new(8) { |n| Thread.new { uploads.create_file_upload_session("0", SMALLEST, "#{n}.bin").id } }
    assert_equal 8, threads.map(&:value).uniq.size
    assert_operator asked.size, :<=, 8
  end

  def test_token_provider_that_raises
    uploads = manager(access_token: nil, token_provider: -> { raise Broken })
    assert_raises(Broken) { uploads.upload_big_file(@path, nil, nil, "0") }
    assert_raises(Broken) { uploads.get_file_upload_session_by_id("1") }
  end

  def test_token_provider_that_gives_none
    [nil, "not\na token", 42].each do |token|
      uploads = manager(access_token: nil, token_provider: -> { token })
      error = assert_raises(Libchunk::Error) { uploads.upload_big_file(@path, nil, nil, "0") }
      assert_includes %w[invalid_argument token_unavailable unauthorized], error.kind
    end
  end
end
