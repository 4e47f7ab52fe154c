# frozen_string_literal: true

module Libchunk
  # Lets one thread at a time do something, and others wait for their turn no longer than they want to. A thread
  # whose turn it is may take it again.
  class Turn
    def initialize
      @lock = Mutex.new
      @freed = ConditionVariable.new
      @owner = nil
    end

    # Runs the block when it is this thread's turn, unless the time is up before.
    #
    # @param deadline [Float, nil] by Operation.now
    def take(deadline = nil, &block)
      return yield if @owner == Thread.current

      own(&block) if acquire(deadline)
    end

    private

    def own
      yield
    ensure
      @lock.synchronize do
        @owner = nil
        @freed.signal
      end
    end

    def acquire(deadline)
      @lock.synchronize do
        while @owner&.alive?
          left = deadline && deadline - Operation.now
          return false if left && !left.positive?

          @freed.wait(@lock, left)
        end
        @owner = Thread.current
      end
    end
  end
end
