# frozen_string_literal: true

require_relative "functions"

module Libchunk
  # Calls into the C library.
  #
  # Every call keeps Ruby's global lock: none of those in Functions waits for a server or a disk. Ruby waits for an
  # operation's descriptor instead, where threads, signals and Timeout work as everywhere in Ruby. And since no
  # call gives the lock up, none returns to an exception of another thread that would lose the handle it made.
  #
  # No Ruby code is ever called from C: tokens are asked for by events, and streams are read in Ruby and written to
  # a socket. So no exception can leave a block across C's frames, which a signal's could at any instruction.
  module Native
    TYPES = {
      handle: Fiddle::TYPE_UINTPTR_T,
      out: Fiddle::TYPE_VOIDP,
      text: Fiddle::TYPE_CONST_STRING,
      size: Fiddle::TYPE_SIZE_T,
      int32: Fiddle::TYPE_INT,
      int64: Fiddle::TYPE_LONG_LONG,
      nothing: Fiddle::TYPE_VOID
    }.freeze

    NULL = 0

    # What a wait came to.
    OVER = 0
    EVENT = 1
    TIMED_OUT = 2
    INTERRUPTED = 3

    # What becomes of a cancelled upload's session.
    KEEP = 0
    ABORT = 1

    @library = Library.load
    @functions = Functions::ALL.to_h do |name, (arguments, returned)|
      [name, Fiddle::Function.new(@library[name.to_s], arguments.map { |type| TYPES.fetch(type) },
                                  TYPES.fetch(returned), name: name.to_s, need_gvl: true)]
    rescue Fiddle::DLError => e
      raise LoadError, "#{Library.path} is older than this gem (libchunk #{VERSION}): #{e.message}"
    end

    module_function

    # A function as an object, for those who call it when this module may be gone.
    def function(name) = @functions.fetch(name)

    def call(name, *arguments) = @functions.fetch(name).call(*arguments)

    # What a function says in words; nil for NULL.
    def text(name, *arguments) = call(name, *arguments)&.force_encoding(Encoding::UTF_8)

    # Calls a function whose last argument receives an error, and raises that.
    def checked(name, *arguments)
      error = out
      returned = call(name, *arguments, error)
      raise Error.take(value_of(error)) if returned == NULL

      returned
    end

    # Room for a handle that a function puts somewhere.
    def out = "\0" * Fiddle::SIZEOF_VOIDP

    def value_of(out) = out.unpack1("J")

    # A Ruby text as C takes it: UTF-8, nil for NULL.
    def utf8(value)
      return if value.nil?

      text = value.to_s
      text.encoding == Encoding::BINARY ? text : text.encode(Encoding::UTF_8)
    end
  end

  # The version of the C library in use.
  def self.library_version = Native.text(:chunk_version)

  # What the C library was built with, for a bug report.
  def self.build_information = Native.text(:chunk_build_information)
end
