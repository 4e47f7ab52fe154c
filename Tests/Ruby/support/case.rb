# frozen_string_literal: true

require "minitest"
require "open3"
require "rbconfig"
require "tmpdir"
require "support/emulator"

# What every test here starts from: a directory of its own and a server, both gone at its end.
class Case < Minitest::Test
  MIB = 1 << 20
  SMALLEST = 20_000_000 # the smallest file that upload sessions take
  PART = 8 * MIB # the part size for files of less than 400 MB
  SLOW = { on: "part", times: 0, do: "slow", bytes_per_second: 2_000_000 }.freeze

  def self.test_order = :alpha

  attr_reader :directory, :emulator

  # Options for the emulator; test classes have others.
  def emulator_options = []

  def setup
    @directory = Dir.mktmpdir("chunk-ruby-")
    @emulator = Emulator.new(directory, *emulator_options)
  end

  def teardown
    emulator&.stop
    Evidence.keep_files("ruby-records", File.join(directory, "state"))
    FileUtils.rm_rf(directory)
  end

  def manager(**options)
    Libchunk::ChunkedUploadsManager.new(**settings, **options)
  end

  def settings
    { access_token: emulator.token, base_url: emulator.base_url, upload_url: emulator.upload_url,
      state_dir: File.join(directory, "state") }
  end

  # Random bytes, the same ones for the same seed.
  def bytes(size = SMALLEST, seed: 1) = Random.new(seed).bytes(size)

  # The path of a file of random bytes.
  def sample(name = "sample.bin", size = SMALLEST, seed: 1)
    path = File.join(directory, name)
    File.binwrite(path, bytes(size, seed: seed))
    path
  end

  def sha1(bytes) = Digest::SHA1.hexdigest(bytes)

  def sha1_of(path) = Digest::SHA1.file(path).hexdigest

  # The value of a Digest header.
  def digest(bytes) = "sha=#{Digest::SHA1.base64digest(bytes)}"

  # Ruby code in a process of its own, which has `uploads`, a manager of this test's server, and `sample`, a path.
  def program(code, sample)
    head = <<~RUBY
      require "libchunk"
      $stdout.sync = true
      settings = #{settings.inspect}
      uploads = Libchunk::ChunkedUploadsManager.new(**settings)
      sample = #{sample.inspect}
    RUBY
    path = File.join(directory, "program.rb")
    File.write(path, head + code)
    [RbConfig.ruby, "-I", Programs::BINDING, path]
  end

  # Runs such code to its end; gives its lines and its status. It must write nothing to standard error.
  def run_program(code, sample, *arguments)
    out, err, status = Open3.capture3(*program(code, sample), *arguments)
    assert_empty err
    [out.lines(chomp: true), status]
  end

  def seconds
    began = Process.clock_gettime(Process::CLOCK_MONOTONIC)
    yield
    Process.clock_gettime(Process::CLOCK_MONOTONIC) - began
  end

  # Waits for something that happens on the way, no longer than ten seconds.
  def wait_until(what)
    200.times do
      return if yield

      sleep 0.05
    end
    flunk "waited in vain for #{what}"
  end
end
