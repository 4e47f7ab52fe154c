# frozen_string_literal: true

require "fileutils"

# What the tests have seen, kept for a search for secrets: scripts/search-secrets. Nothing is kept unless
# CHUNK_TEST_EVIDENCE names a directory.
module Evidence
  DIRECTORY = ENV["CHUNK_TEST_EVIDENCE"]
  @count = 0

  # Keeps the files of a directory, such as records of uploads.
  def self.keep_files(name, directory)
    Dir[File.join(directory, "*")].each { |path| FileUtils.cp(path, place("seen", name)) if DIRECTORY && File.file?(path) }
  end

  # What has an emulator write down the secrets that it gives and receives.
  def self.emulator_options = DIRECTORY ? ["--secrets-log", place("secrets", "ruby")] : []

  def self.place(folder, name) = File.join(DIRECTORY, folder, "#{name}-#{Process.pid}-#{@count += 1}")
end
