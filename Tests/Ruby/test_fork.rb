# frozen_string_literal: true

# A child process, after the parent has used the library.
class TestFork < Case
  def test_parents_objects_are_refused_and_new_ones_work
    code = <<~RUBY
      parents = uploads.upload_big_file(sample, "parent.bin", nil, "0")
      child = fork do
        begin
          uploads.get_file_upload_session_by_id("1")
        rescue Libchunk::Forked => e
          puts e.kind
        end
        puts Libchunk::ChunkedUploadsManager.new(**settings).upload_big_file(sample, "child.bin", nil, "0").sha1
        GC.start
      end
      Process.wait(child)
      puts $?.exitstatus
      puts uploads.upload_big_file(sample, "again.bin", nil, "0").sha1 == parents.sha1
    RUBY
    path = sample
    assert_equal ["forked", sha1_of(path), "0", "true"], run_program(code, path).first
  end

  def test_upload_that_was_under_way
    emulator.faults({ **SLOW, bytes_per_second: 12_000_000 })
    code = <<~RUBY
      upload = uploads.start_upload(sample, nil, nil, "0")
      upload.wait(0.2)
      Process.wait(fork do
        [-> { upload.wait(1) }, -> { upload.result }, -> { upload.each_event { } }].each do |call|
          call.call
        rescue Libchunk::Forked => e
          puts e.kind
        end
        upload.cancel(abort: true)
      end)
      puts upload.result.sha1
    RUBY
    path = sample
    assert_equal ["forked"] * 3 + [sha1_of(path)], run_program(code, path).first
  end

  # The child holds a copy of the stream's descriptors for longer than the upload takes.
  def test_stream_ends_although_a_child_lives
    code = <<~RUBY
      child = nil
      reader = Class.new do
        define_method(:initialize) { @io = File.open(sample, "rb") }
        define_method(:read) do |count|
          child ||= fork { sleep 60 }
          @io.read(count)
        end
      end.new
      puts uploads.upload_big_file(reader, "stream.bin", 20_000_000, "0").sha1
      Process.kill(:KILL, child)
    RUBY
    path = sample
    took = seconds { assert_equal [sha1_of(path)], run_program(code, path).first }
    assert_operator took, :<, 30
  end
end
