# frozen_string_literal: true

require "time"

module Libchunk
  # A JSON object of the service with a reader for each member: `file.parent.id`. Members whose names end in "_at"
  # are Times. Members that a class names are nil when the service left them out; others can be read when they are
  # there.
  class Value
    # Names members that objects of this class may have, and the classes of those that are objects themselves.
    def self.members(*names, **types)
      @types = types.transform_keys(&:to_s)
      [*names, *types.keys].each { |name| define_method(name) { self[name] } }
    end

    # The class of a member, or of the elements of a list.
    def self.type_of(name) = @types&.fetch(name, nil) || Value

    # What the service answered, for the object that an operation returns; nil for objects inside it.
    # @return [Answer, nil]
    attr_reader :answer

    def initialize(hash, answer = nil)
      @hash = hash
      @answer = answer
    end

    # A member by its name; nil if there is none.
    def [](name) = wrap(name.to_s, @hash[name.to_s])

    # A member of a member, as Hash#dig.
    def dig(name, *names)
      value = self[name]
      names.empty? || value.nil? ? value : value.dig(*names)
    end

    def key?(name) = @hash.key?(name.to_s)

    # The object as the service sent it, with texts as keys; frozen.
    def to_h = @hash

    # The answer's whole body, as the service sent it; of an object inside an answer, its own JSON.
    def raw_json = answer ? answer.raw_json : to_json

    def to_json(*state) = @hash.to_json(*state)

    def ==(other) = other.class == self.class && other.to_h == @hash
    alias eql? ==

    def hash = @hash.hash

    def inspect = "#<#{self.class} #{@hash.map { |name, value| "#{name}=#{value.inspect}" }.join(' ')}>"

    def respond_to_missing?(name, include_private = false) = key?(name) || super

    private

    def method_missing(name, *arguments)
      arguments.empty? && key?(name) ? self[name] : super
    end

    def wrap(name, value)
      case value
      when Hash then self.class.type_of(name).new(value)
      when Array then value.map { |element| wrap(name, element) }.freeze
      when String then name.end_with?("_at") ? time(value) : value
      else value
      end
    end

    def time(text)
      Time.iso8601(text)
    rescue ArgumentError
      text
    end
  end
end
