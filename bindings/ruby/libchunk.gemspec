# frozen_string_literal: true

require_relative "lib/libchunk/version"

Gem::Specification.new do |spec|
  spec.name = "libchunk"
  spec.version = Libchunk::VERSION
  spec.summary = "Uploads big files to Box"
  spec.description = "Chunked uploads to Box: parallel parts, checked by SHA-1, resumed after anything. " \
                     "A binding of the C library libchunk."
  spec.authors = ["The libchunk authors"]
  spec.license = "Apache-2.0"
  spec.required_ruby_version = ">= 3.0"
  spec.files = Dir["lib/**/*.rb", "README.md", "LICENSE", "vendor/*", base: __dir__]
  # scripts/gem puts the C library into vendor; a gem without it uses the system's.
  spec.platform = Gem::Platform::CURRENT if File.exist?(File.join(__dir__, "vendor/libchunk.so.1"))
  spec.metadata = { "rubygems_mfa_required" => "true" }
end
