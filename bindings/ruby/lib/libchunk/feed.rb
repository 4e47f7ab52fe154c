# frozen_string_literal: true

require "socket"

module Libchunk
  # Reads a stream in Ruby, on the thread that waits for the upload, and hands its bytes to the library through a
  # socket. A socket and not a pipe, because its end can be said even when a forked child holds a copy of it.
  class Feed
    # How much is read at a time, in bytes: little, because what was read is garbage soon.
    SIZE = 64 * 1024

    # @param reader [#read] gives up to n bytes for `read(n)`, nil or "" at the end
    def initialize(reader)
      @reader = reader
      @is_io = !Source.io(reader).nil?
      @writer, @theirs = UNIXSocket.pair
      @buffer = String.new(capacity: SIZE)
      @pending = nil
      @is_over = false
    end

    # A source that reads the stream; the library has its own copy of the descriptor from then on.
    def source
      Native.checked(:chunk_source_descriptor, @theirs.fileno)
    ensure
      @theirs.close
    end

    # Waits until the operation has something to say or bytes could move, and moves what can be.
    #
    # @param operation [IO] the operation's descriptor
    # @return [Boolean] false if the time was up
    def wait(operation, timeout)
      read unless @is_io || @pending || @is_over
      readable, writable = IO.select([operation, (@reader if wants_bytes?)].compact, [(@writer if @pending)].compact,
                                     nil, timeout)
      read if readable&.include?(@reader)
      write if writable&.any?
      !readable.nil?
    end

    private

    def wants_bytes? = @is_io && @pending.nil? && !@is_over

    def read
      bytes = @is_io ? @reader.readpartial(SIZE, @buffer) : @reader.read(SIZE)
      raise TypeError, "read gave #{bytes.class}, not a String" unless bytes.nil? || bytes.is_a?(String)

      bytes.nil? || bytes.empty? ? finish : @pending = bytes
    rescue EOFError
      finish
    end

    def write
      count = @writer.write_nonblock(@pending, exception: false)
      return if count == :wait_writable

      @pending = count == @pending.bytesize ? nil : @pending.byteslice(count..)
    rescue Errno::EPIPE, Errno::ECONNRESET
      # The library wants no more; why, the operation says.
      finish
    end

    def finish
      @is_over = true
      @pending = nil
      @writer.shutdown(Socket::SHUT_WR)
    end
  end
end
