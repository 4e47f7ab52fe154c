# frozen_string_literal: true

# Objects that go in any order, at any time.
class TestGarbage < Case
  def test_stress
    code = <<~'RUBY'
      client = Libchunk::ChunkedUploadsManager.new(**settings)
      GC.stress = true
      session = client.create_file_upload_session("0", 20_000_000, "stress.bin")
      puts session.session_endpoints.upload_part.include?(session.id)
      upload = client.start_upload(Libchunk::Bytes.new(File.binread(sample)), "bytes.bin", nil, "0")
      puts upload.each_event.map(&:name).last
      begin
        client.get_file_upload_session_by_id("none")
      rescue Libchunk::Error => e
        puts e.http_status
      end
      reader = Class.new { define_method(:initialize) { |io| @io = io }; define_method(:read) { |count| @io.read(count) } }
      puts client.upload_big_file(reader.new(File.open(sample, "rb")), "stream.bin", 20_000_000, "0").size
    RUBY
    lines, status = run_program(code, sample)
    assert_equal [%w[true finished 404 20000000], 0], [lines, status.exitstatus]
  end

  def test_freed_in_any_order_under_way
    emulator.faults(SLOW)
    code = <<~'RUBY'
      Random.srand(1)
      objects = 20.times.flat_map do |round|
        client = Libchunk::ChunkedUploadsManager.new(**settings)
        source = round.even? ? sample : Libchunk::Bytes.new(File.binread(sample))
        [client, client.start_upload(source, "#{round}.bin", nil, "0"), source]
      end
      sleep 0.5
      objects.shuffle!
      objects.pop && GC.start until objects.empty?
      puts ObjectSpace.each_object(Libchunk::Upload).count < 20
    RUBY
    lines, status = run_program(code, sample)
    assert_equal [["true"], 0], [lines, status.exitstatus]
  end

  def test_exit_in_the_middle
    emulator.faults(SLOW)
    path = sample
    ["", "exit(0)", "Thread.new { uploads.upload_big_file(sample, 'b.bin', nil, '0') }; sleep 0.2", "exit!(0)"].each do |ending|
      code = <<~RUBY
        upload = uploads.start_upload(sample, nil, nil, "0")
        memory = uploads.start_upload(Libchunk::Bytes.new(File.binread(sample)), "c.bin", nil, "0")
        upload.wait(0.3)
        #{ending}
      RUBY
      took = seconds { assert_equal [[], 0], run_program(code, path).then { |lines, status| [lines, status.exitstatus] } }
      assert_operator took, :<, 3
    end
    emulator.faults
    assert_equal sha1_of(path), manager.upload_big_file(path, nil, nil, "0").sha1
  end

  def test_nothing_is_left_behind
    code = <<~'RUBY'
      count = -> { [Dir.children("/proc/self/fd").size, Dir.children("/proc/self/task").size] }
      number = 0
      round = proc do
        client = Libchunk::ChunkedUploadsManager.new(**settings)
        client.upload_big_file(sample, "#{number += 1}.bin", nil, "0")
        File.open(sample, "rb") { |file| file.read(1) && (client.upload_big_file(file, "x", nil, "0") rescue nil) }
        (client.get_file_upload_session_by_id("none") rescue nil)
      end
      settle = -> { 3.times { GC.start && sleep(0.2) } }
      2.times(&round)
      settle.call
      before = count.call
      10.times(&round)
      settle.call
      after = count.call
      puts before.zip(after).all? { |was, is| is <= was + 6 } || [before, after].inspect
    RUBY
    assert_equal ["true"], run_program(code, sample).first
  end
end
