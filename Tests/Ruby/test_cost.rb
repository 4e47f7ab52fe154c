# frozen_string_literal: true

# What an upload from Ruby costs beside the command line's: processor time and memory, less the interpreter's own.
class TestCost < Case
  SIZE = Integer(ENV.fetch("CHUNK_TEST_SIZE", 128 * MIB))
  # Runs of each, in turn; the best ones are compared.
  ROUNDS = 3
  # For what a scheduler does to a short run, in seconds.
  NOISE = 0.1

  def test_cost
    path = File.join(directory, "big.bin")
    block = bytes(4 * MIB)
    File.open(path, "wb") { |file| (SIZE / block.size).times { file.write(block) } }
    runs = Array.new(ROUNDS) { |round| [cli(path, "cli-#{round}.bin"), ruby(path, "ruby-#{round}.bin")] }
    cli, ruby = runs.transpose.map { |all| all.transpose.map(&:min) }
    puts format("       %d MiB: command line %.2f s and %.1f MiB, Ruby %.2f s and %.1f MiB", SIZE / MIB, cli[0],
                cli[1].fdiv(MIB), ruby[0], ruby[1].fdiv(MIB))
    assert_operator ruby[0], :<=, (cli[0] * 1.1) + NOISE
    assert_operator ruby[1], :<=, cli[1] + (32 * MIB)
  end

  private

  # Processor time in seconds and peak of memory in bytes.
  def cli(path, name)
    before = Process.times
    out, status = Open3.capture2(emulator.settings.merge("CHUNK_STATE_DIR" => File.join(directory, "state")),
                                 Programs::CHUNK, "upload", path, "--name", name, "--json")
    after = Process.times
    assert_predicate status, :success?
    peak = out.lines.map { |line| JSON.parse(line) }.find { |event| event["event"] == "statistics" }
    [(after.cutime + after.cstime) - (before.cutime + before.cstime), peak.fetch("peak_memory_bytes")]
  end

  def ruby(path, name)
    code = <<~'RUBY'
      used = -> { Process.times.then { |times| times.utime + times.stime } }
      peak = -> { File.read("/proc/self/status")[/VmHWM:\s*(\d+)/, 1].to_i * 1024 }
      seconds, bytes = used.call, peak.call
      uploads.upload_big_file(sample, ARGV.first, nil, "0") { |progress| progress.fraction }
      puts used.call - seconds, peak.call - bytes
    RUBY
    lines, = run_program(code, path, name)
    [lines[0].to_f, lines[1].to_i]
  end
end
