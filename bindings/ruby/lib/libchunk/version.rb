# frozen_string_literal: true

module Libchunk
  # The gem's version, which is the C library's.
  VERSION = "0.1.0"

  # The C library's ABI that this gem was written for: CHUNK_ABI_VERSION in chunk.h.
  ABI_VERSION = 1
end
