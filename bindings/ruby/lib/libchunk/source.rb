# frozen_string_literal: true

require "stringio"
require "tempfile"

module Libchunk
  # Bytes in memory, as what an upload reads from: a String alone is a path. They are not copied; what is changed in the
  # String later has no effect.
  class Bytes
    # @return [String]
    attr_reader :to_s

    def initialize(string)
      @to_s = string.dup.freeze
    end
  end

  # Where an operation's bytes come from, made from what Ruby programs have:
  #
  # - a path (String, Pathname, anything with to_path): opened by the library
  # - a File at its beginning: read by the library, from its descriptor
  # - {Bytes}, and a StringIO from where it stands: read by the library, from memory
  # - any other IO, and anything with read(n): read in Ruby, once, on the thread that waits, up to its end
  class Source
    Pathish = ->(object) { object.respond_to?(:to_path) }
    Readable = ->(object) { object.respond_to?(:read) }
    private_constant :Pathish, :Readable

    # @return [Feed, nil] what reads the stream, if it is one
    attr_reader :feed
    # @return [Object, nil] what has to live as long as the operation
    attr_reader :memory
    # @return [String, nil] the file's name, if it has one
    attr_reader :name
    # @return [Integer, nil] how many bytes there are, if the library cannot see it
    attr_reader :size

    # @param is_held [Boolean] whether streams are read into memory first: for one part
    def initialize(file, is_held: false)
      io = Source.io(file)
      @handle = Handle.new(:chunk_source_free) do
        if io.is_a?(File) && io.stat.file? then of_file(io, is_held)
        elsif io then of_stream(io, is_held)
        else of_object(file, is_held)
        end
      end
    end

    # The IO that an object is; nil if what it reads is not what comes from a descriptor. `to_io` does not say that: a
    # Zlib::GzipReader has it as well.
    def self.io(object)
      object = object.to_io if object.is_a?(Tempfile)
      object if object.is_a?(IO) && object.method(:read).owner == IO
    end

    def to_i = @handle.to_i

    def free = @handle.free

    private

    def of_file(file, is_held)
      @name = File.basename(file.path) if file.path
      position = file.pos
      @size = file.size - position
      return of_stream(file, is_held) unless position.zero?

      file.flush
      Native.checked(:chunk_source_descriptor, file.fileno)
    end

    def of_object(object, is_held)
      case object
      when Bytes then of_bytes(object.to_s)
      when StringIO then of_bytes((object.string.byteslice(object.pos..) || "").dup.freeze)
      when IO then of_stream(object, is_held)
      when String, Pathish then of_path(object)
      when Readable then of_stream(object, is_held)
      else raise TypeError, "cannot upload #{object.class}: give a path, an IO, Libchunk::Bytes, or what has read(n)"
      end
    end

    def of_path(path)
      path = File.path(path)
      @name = File.basename(path)
      Native.checked(:chunk_source_path, Native.utf8(path))
    end

    # The pointer keeps the String, and keeps it where it is.
    def of_bytes(string)
      @memory = Fiddle::Pointer[string]
      Native.checked(:chunk_source_memory, @memory.to_i, string.bytesize)
    end

    def of_stream(reader, is_held)
      return of_bytes((reader.read || "").b.freeze) if is_held

      @feed = Feed.new(reader)
      @feed.source
    end
  end
end
