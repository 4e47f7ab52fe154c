# frozen_string_literal: true

require "io/wait"

module Libchunk
  # One operation of the library, under way or over. Everything that takes time in this gem waits here.
  class Operation
    # How long an exception is held back for an operation to end, in seconds: so that the session is left in order and
    # the same call can be made again at once.
    GRACE = 0.3

    # @param client [Handle]
    # @param name [Symbol] a key of {Functions::OPERATIONS}
    # @param arguments [Array] what C takes between the client and the options
    # @param options [Options] freed here
    # @param source [Source, nil] freed here
    # @param program [Program, nil]
    def initialize(client, name, arguments, options:, source: nil, program: nil)
      @program = program
      @feed = source&.feed
      @is_over = false
      @handle = Handle.new(:chunk_operation_free, source&.memory) do
        Native.checked(:"chunk_start_#{name}", client.to_i, *arguments, options.to_i)
      end
      @io = IO.for_fd(Native.call(:chunk_operation_descriptor, to_i), "r", autoclose: false)
    ensure
      options.free
      source&.free
    end

    # Follows the operation to its end and frees it.
    #
    # If an exception comes in between, from the block, a signal, Timeout or a stream, then the operation is cancelled and
    # an upload keeps its session.
    #
    # @yieldparam event [Event]
    # @return [Answer]
    def run
      while (event = next_event)
        yield event if block_given?
      end
      answer
    ensure
      stop unless over?
      @handle.free
    end

    # The next event; nil if the operation is over or the time is up.
    #
    # @param deadline [Float, nil] by Operation.now; nil waits without limit
    def next_event(deadline = nil)
      loop do
        event = take
        if event.nil?
          return if over? || !wait(deadline)
        elsif @program&.asked_by?(event)
          @program.answer(event, to_i)
        else
          return event
        end
      end
    end

    # Whether the operation is over and all its events were taken.
    def over? = @is_over

    # What the operation came to.
    # @raise [Error] why it failed; kind "not_over" before it is over
    def answer
      Answer.new(Handle.new(:chunk_result_free) { Native.checked(:chunk_operation_result, to_i) })
    end

    # Has the operation end; within a second it is over.
    def cancel(session = Native::KEEP) = Native.call(:chunk_operation_cancel, to_i, session)

    # Seconds of the clock by which deadlines are.
    def self.now = Process.clock_gettime(Process::CLOCK_MONOTONIC)

    private

    def to_i = @handle.to_i

    # An event that is there, or nil.
    def take
      event = Native.out
      case Native.call(:chunk_operation_next_event, to_i, 0, event)
      when Native::EVENT then Event.take(Native.value_of(event))
      when Native::TIMED_OUT, Native::INTERRUPTED then nil
      when Native::OVER
        @is_over = true
        nil
      else
        answer # raises why the handle is not good
      end
    end

    # Waits until something happened. False if the time was up first.
    def wait(deadline)
      return feed(deadline) if @feed

      !@io.wait_readable(left_until(deadline)).nil?
    end

    def feed(deadline)
      @feed.wait(@io, left_until(deadline))
    rescue StandardError
      # The stream is broken: it is not read again.
      @feed = nil
      cancel
      raise
    end

    def left_until(deadline) = deadline && [deadline - Operation.now, 0].max

    def stop
      cancel
      deadline = Operation.now + GRACE
      until over?
        next if take || over?

        left = deadline - Operation.now
        break unless left.positive? && @io.wait_readable(left)
      end
    end
  end
end
