# frozen_string_literal: true

module Libchunk
  # Something that happened in an upload. Its members are those of chunk.h: an event "part_acknowledged" has `index`,
  # `offset`, `size` and `is_skipped`.
  class Event < Value
    # @return [Symbol] such as :progress; pass over those that you do not know
    attr_reader :name

    # The event of a C handle, which is freed.
    def self.take(handle)
      name = Native.text(:chunk_event_name, handle).to_sym
      hash = JSON.parse(Native.text(:chunk_event_json, handle), freeze: true)
      (name == :progress ? Progress : Event).new(name, hash)
    ensure
      Native.call(:chunk_event_free, handle)
    end

    def initialize(name, hash)
      super(hash)
      @name = name
    end

    def inspect = super.sub("#<#{self.class}", "#<#{self.class} #{name}")
  end

  # How far an upload is, in bytes.
  class Progress < Event
    members :total_bytes, :acknowledged_bytes, :in_flight_bytes, :wire_bytes

    # How much of the file the service has, between 0 and 1.
    def fraction = total_bytes.zero? ? 1.0 : acknowledged_bytes.fdiv(total_bytes)
  end
end
