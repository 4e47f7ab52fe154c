# frozen_string_literal: true

require_relative "turn"

module Libchunk
  # An upload that is under way. It goes on while nobody waits for it, but streams are read and tokens are asked for only by
  # the calls that wait: {each_event}, {wait} and {result}. When it is collected as garbage or Ruby ends, it is cancelled
  # and its session stays.
  #
  # Any thread may call any method. One thread at a time follows the upload; others that wait let it.
  class Upload
    # How many events are kept for {each_event} while other methods wait; of progress only the newest.
    KEPT_EVENTS = 1000

    # @param operation [Operation]
    def initialize(operation)
      @operation = operation
      @turn = Turn.new
      @kept = []
      @progress = nil
    end

    # Gives each event until the upload is over. An exception in the block, and `break`, leave the upload going on.
    #
    # @yieldparam event [Event]
    def each_event
      return enum_for(:each_event) unless block_given?

      @turn.take do
        while (event = @kept.shift || next_event)
          yield event
        end
      end
      self
    end

    # Waits until the upload is over.
    #
    # @param timeout [Numeric, nil] how many seconds at most
    # @return [Boolean] whether it is over
    def wait(timeout = nil)
      deadline = timeout && Operation.now + timeout
      @turn.take(deadline) do
        while (event = next_event(deadline))
          keep(event)
        end
      end
      over?
    end

    # The file. Waits until the upload is over.
    #
    # @return [FileFull]
    # @raise [Error] why it failed
    def result
      wait
      @operation.answer.file
    end

    # Whether the upload is over.
    def over? = @operation.over?

    # How far it is, by the last look at it; nil if nothing was sent yet.
    # @return [Progress, nil]
    def progress
      wait(0)
      @progress
    end

    # Ends the upload; within a second it is over, and {result} raises {Cancelled}.
    #
    # @param abort [Boolean] whether the session is thrown away; otherwise the same upload later goes on with it
    def cancel(abort: false)
      @operation.cancel(abort ? Native::ABORT : Native::KEEP)
      self
    end

    private

    def next_event(deadline = nil)
      event = @operation.next_event(deadline)
      @progress = event if event.is_a?(Progress)
      event
    end

    def keep(event)
      @kept.delete_if { |other| other.is_a?(Progress) } if event.is_a?(Progress)
      @kept << event
      @kept.shift if @kept.size > KEPT_EVENTS
    end
  end
end
