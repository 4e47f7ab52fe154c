# frozen_string_literal: true

# Several threads of Ruby.
class TestThreads < Case
  def test_eight_at_once
    uploads = manager
    paths = Array.new(8) { |index| sample("file-#{index}.bin", SMALLEST + index, seed: index) }
    files = paths.map { |path| Thread.new { uploads.upload_big_file(path, nil, nil, "0") } }.map(&:value)
    assert_equal paths.map { |path| sha1_of(path) }, files.map(&:sha1)
    assert_equal 24, emulator.received_parts
  end

  def test_other_threads_run_meanwhile
    emulator.faults({ **SLOW, bytes_per_second: 12_000_000 })
    ticks = 0
    ticker = Thread.new { loop { sleep(0.01) && ticks += 1 } }
    took = seconds { manager.upload_big_file(sample, nil, nil, "0") }
    ticker.kill
    assert_operator took, :>, 0.5
    assert_operator ticks, :>, took / 0.01 * 0.5
  end

  def test_many_threads_wait_for_one_upload
    path = sample
    emulator.faults({ **SLOW, bytes_per_second: 12_000_000 })
    upload = manager.start_upload(File.open(path, "rb").tap { |file| file.read(0) }, nil, nil, "0")
    waiters = Array.new(4) { Thread.new { upload.result.sha1 } }
    follower = Thread.new { upload.each_event.map(&:name) }
    refute upload.wait(0.1)
    assert_equal [sha1_of(path)], waiters.map(&:value).uniq
    assert_equal :finished, follower.value.last
  end

  def test_stream_with_many_waiters
    upload = manager.start_upload(IO.popen(["cat", sample], "rb"), "stream.bin", SMALLEST, "0")
    assert_equal [sha1_of(sample)], Array.new(4) { Thread.new { upload.result.sha1 } }.map(&:value).uniq
  end

  def test_cancel_from_another_thread
    emulator.faults(SLOW)
    upload = manager.start_upload(sample, nil, nil, "0")
    waiter = Thread.new { assert_raises(Libchunk::Cancelled) { upload.result } }
    sleep 0.3
    took = seconds { upload.cancel && waiter.join }
    assert_operator took, :<, 1.5
  end

  # The upload is cancelled while its thread waits for a stream that gives nothing.
  def test_cancel_while_a_stream_is_silent
    reader, writer = IO.pipe
    upload = manager.start_upload(reader, "silent.bin", SMALLEST, "0")
    waiter = Thread.new { assert_raises(Libchunk::Cancelled) { upload.result } }
    sleep 0.3
    took = seconds { upload.cancel && waiter.join }
    assert_operator took, :<, 1.5
    writer.close
  end
end
