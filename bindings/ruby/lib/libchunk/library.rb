# frozen_string_literal: true

require "fiddle"

module Libchunk
  # Finds libchunk.so.1 and makes sure that it is one that this gem can use.
  module Library
    NAME = "libchunk.so.1"
    # Where a platform gem has its own.
    VENDORED = File.expand_path("../../vendor/#{NAME}", __dir__)

    module_function

    # The library to load: the one that LIBCHUNK_LIBRARY names, the one in the gem, or the system's.
    def path
      named = ENV["LIBCHUNK_LIBRARY"].to_s
      return named unless named.empty?

      File.exist?(VENDORED) ? VENDORED : NAME
    end

    def load
      library = Fiddle.dlopen(path)
      check(abi_version_of(library))
      library
    rescue Fiddle::DLError => e
      raise LoadError, "libchunk cannot be loaded: #{e.message}. Install it, install the gem that contains it, " \
                       "or name the file in the environment variable LIBCHUNK_LIBRARY"
    end

    def abi_version_of(library)
      Fiddle::Function.new(library["chunk_abi_version"], [], -Fiddle::TYPE_INT, need_gvl: true).call
    end

    def check(abi_version)
      return if abi_version == ABI_VERSION

      raise LoadError, "#{path} has ABI version #{abi_version}, and this gem (libchunk #{VERSION}) needs " \
                       "#{ABI_VERSION}. Install a gem and a library of the same version"
    end
  end
end
