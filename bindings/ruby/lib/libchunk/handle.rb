# frozen_string_literal: true

module Libchunk
  # Owns one object of the C library. It is freed by `free`, by the garbage collector, or when Ruby ends, whichever
  # comes first; the library takes all orders.
  class Handle
    # Makes the object in the block, which returns what a C function gave.
    #
    # @param free [Symbol] the C function that frees it
    # @param kept [Object] what has to live as long as the object
    def initialize(free, kept = nil)
      # The box is there before the object: nothing can come between the object and its finalizer.
      @box = []
      ObjectSpace.define_finalizer(self, Handle.finalizer(@box, Native.function(free), kept))
      @free = free
      @box << yield
    end

    # Made in a method of the class, so that it does not hold the instance; what it was given, it holds.
    def self.finalizer(box, function, _kept)
      proc do
        handle = box.pop
        function.call(handle) if handle
      end
    end

    # The handle for C; 0, which the library answers with an error, once it was freed.
    def to_i = @box.first || Native::NULL

    def free
      handle = @box.pop
      Native.call(@free, handle) if handle
    end
  end
end
