# frozen_string_literal: true

require "minitest"

# Runs the tests one after the other, a line for each, and counts them.
class Results
  def initialize(names)
    @names = names
    @passed = 0
    @failed = 0
  end

  def run
    Minitest::Runnable.runnables.select { |type| type < Case }.each do |type|
      type.runnable_methods.each do |method|
        name = "#{type}##{method}"
        show(name, type.new(method).run) if @names.empty? || @names.any? { |part| name.include?(part) }
      end
    end
  end

  def close
    @failed += 1 if (@passed + @failed).zero?
    puts "#{@passed} passed, #{@failed} failed"
  end

  def good? = @failed.zero? && @passed.positive?

  private

  # A skipped test counts as failed: a run that leaves something out is not a good one.
  def show(name, result)
    result.passed? ? @passed += 1 : @failed += 1
    puts format("%<word>s %<name>s (%<seconds>.1f s)", word: result.passed? ? "ok    " : "FAILED", name: name,
                                                       seconds: result.time)
    result.failures.each { |failure| puts "    #{failure.message}\n#{failure.location}".gsub("\n", "\n    ") }
  end
end
