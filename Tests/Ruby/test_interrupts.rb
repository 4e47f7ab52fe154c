# frozen_string_literal: true

require "timeout"

# What ends a call from outside, and how it goes on.
class TestInterrupts < Case
  # The last part is held back until the fault is taken away, the others are quick.
  HELD = { on: "part", offset: 2 * PART, times: 0, do: "stall", where: "before", seconds: 60 }.freeze

  def setup
    super
    @path = sample
  end

  def test_control_c
    emulator.faults(HELD)
    code = <<~'RUBY'
      begin
        uploads.upload_big_file(sample, nil, nil, "0") { |progress| puts progress.acknowledged_bytes }
      rescue Interrupt
        puts "interrupted #{Process.clock_gettime(Process::CLOCK_MONOTONIC)}"
      end
      $stdin.gets
      puts uploads.upload_big_file(sample, nil, nil, "0").sha1
    RUBY
    Open3.popen2(*program(code, @path)) do |input, output, thread|
      output.each_line.find { |line| line.to_i == 2 * PART }
      killed = Process.clock_gettime(Process::CLOCK_MONOTONIC)
      Process.kill(:INT, thread.pid)
      raised = output.each_line.find { |line| line.start_with?("interrupted") }.split.last.to_f
      assert_in_delta 0.25, raised - killed, 0.25
      emulator.faults
      input.puts
      assert_equal sha1_of(@path), output.gets.chomp
    end
    assert_nothing_sent_twice
  end

  def test_control_c_in_a_step
    emulator.faults({ on: "create", do: "stall", where: "before", seconds: 60 })
    code = <<~RUBY
      begin
        Thread.new { sleep 0.3; Process.kill(:INT, Process.pid) }
        uploads.create_file_upload_session("0", 20_000_000, "a.bin")
      rescue Interrupt
        puts "interrupted"
      end
    RUBY
    took = seconds { assert_equal ["interrupted"], run_program(code, @path).first }
    assert_operator took, :<, 5
  end

  def test_trap_handler_runs_and_the_upload_goes_on
    emulator.faults({ **SLOW, bytes_per_second: 12_000_000 })
    code = <<~RUBY
      trap("USR1") { puts "trapped" }
      Thread.new { sleep 0.3; Process.kill(:USR1, Process.pid) }
      puts uploads.upload_big_file(sample, nil, nil, "0").sha1
    RUBY
    assert_equal ["trapped", sha1_of(@path)], run_program(code, @path).first
  end

  def test_trap_handler_that_cancels
    emulator.faults(SLOW)
    code = <<~RUBY
      upload = uploads.start_upload(sample, nil, nil, "0")
      trap("INT") { upload.cancel }
      Thread.new { sleep 0.3; Process.kill(:INT, Process.pid) }
      begin
        upload.result
      rescue Libchunk::Cancelled => e
        puts e.session_id.size
      end
    RUBY
    assert_equal ["32"], run_program(code, @path).first
  end

  def test_started_upload_goes_on_after_control_c
    emulator.faults({ **SLOW, bytes_per_second: 12_000_000 })
    code = <<~RUBY
      upload = uploads.start_upload(sample, nil, nil, "0")
      Thread.new { sleep 0.3; Process.kill(:INT, Process.pid) }
      begin
        upload.result
      rescue Interrupt
        puts "interrupted"
      end
      puts upload.result.sha1
    RUBY
    assert_equal ["interrupted", sha1_of(@path)], run_program(code, @path).first
  end

  def test_timeout
    emulator.faults(HELD)
    uploads = manager
    took = seconds do
      assert_raises(Timeout::Error) { Timeout.timeout(1) { uploads.upload_big_file(@path, nil, nil, "0") } }
    end
    assert_operator took, :<, 1.5
    emulator.faults
    assert_equal sha1_of(@path), uploads.upload_big_file(@path, nil, nil, "0").sha1
    assert_nothing_sent_twice
  end

  def test_killed_thread
    emulator.faults(SLOW)
    uploads = manager
    thread = Thread.new { uploads.upload_big_file(@path, nil, nil, "0") }
    wait_until("a part") { emulator.count("part").positive? || emulator.count("create").positive? }
    assert_operator seconds { thread.kill.join }, :<, 1
    emulator.faults
    assert_equal sha1_of(@path), uploads.upload_big_file(@path, nil, nil, "0").sha1
  end

  def test_stream_goes_on_by_its_session
    emulator.faults({ on: "part", nth: 2, times: 0, do: "status", status: 403, code: "access_denied" })
    error = assert_raises(Libchunk::Forbidden) do
      manager.upload_big_file(StringIO.new(bytes).then { |io| Class.new { define_method(:read) { |n| io.read(n) } }.new },
                              "stream.bin", SMALLEST, "0", parallel: 1)
    end
    emulator.faults
    file = IO.popen(["cat", @path], "rb") do |pipe|
      manager.upload_big_file(pipe, "stream.bin", SMALLEST, "0", session_id: error.session_id)
    end
    assert_equal sha1_of(@path), file.sha1
    # The refused part came twice, the one before it once.
    assert_equal [4, 3, false], received
  end

  private

  def assert_nothing_sent_twice
    assert_equal [3, 3, false], received
  end

  # How many parts came in, how many were acknowledged, and whether one of those came again.
  def received
    [emulator.received_parts, emulator.acknowledged_parts, emulator.counters["has_resent_acknowledged_part"]]
  end
end
