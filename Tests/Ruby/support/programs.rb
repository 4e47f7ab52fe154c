# frozen_string_literal: true

# The files under test, and a register of every process that was started.
module Programs
  ROOT = File.expand_path("../../..", __dir__)
  BINDING = File.join(ROOT, "bindings/ruby/lib")

  def self.named(variable, path)
    value = ENV[variable].to_s
    value.empty? ? File.join(ROOT, path) : File.expand_path(value)
  end

  LIBRARY = named("LIBCHUNK_LIBRARY", ".build/libchunk/libchunk.so.1")
  EMULATOR = named("EMULATOR", ".build/debug/chunk-emulator")
  CHUNK = named("CHUNK", ".build/debug/chunk")

  @started = []

  class << self
    def missing = [LIBRARY, EMULATOR, CHUNK].reject { |path| File.exist?(path) }

    # Loads the binding with the library under test, here and in the programs that tests start.
    def use_library
      ENV.delete_if { |name, _| name.start_with?("CHUNK_", "BOX_") && name != "CHUNK_TEST_SIZE" }
      ENV["LIBCHUNK_LIBRARY"] = LIBRARY
      $LOAD_PATH.unshift(BINDING)
      require "libchunk"
    end

    # Starts a program and remembers it, so that nothing outlives the tests.
    def start(*command, **options)
      pid = Process.spawn(*command.map { |part| part.is_a?(Hash) ? part : part.to_s }, **options)
      @started << pid
      pid
    end

    # Waits for a program and gives its status.
    def wait(pid)
      _, status = Process.wait2(pid)
      @started.delete(pid)
      status
    end

    # Ends one program by its id, kindly at first.
    def stop(pid)
      return unless @started.delete(pid)

      Process.kill(:TERM, pid)
      50.times do
        return if Process.wait(pid, Process::WNOHANG)

        sleep 0.1
      end
      Process.kill(:KILL, pid)
      Process.wait(pid)
    end

    def end_all = @started.dup.each { |pid| stop(pid) }
  end
end
