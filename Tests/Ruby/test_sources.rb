# frozen_string_literal: true

require "pathname"
require "tempfile"
require "zlib"

# Uploads from all that Ruby reads from.
class TestSources < Case
  def setup
    super
    @path = sample
    @sha1 = sha1_of(@path)
    @uploads = manager
  end

  def test_path
    assert_upload(@path, name: "sample.bin")
    assert_upload(Pathname(@path), "by-pathname.bin")
  end

  def test_name_in_another_script
    path = sample("文件 ü.bin")
    assert_upload(path, name: "文件 ü.bin")
    assert_upload(path.encode("UTF-16LE").encode("UTF-8"), "größe.bin".encode("ISO-8859-1"), name: "größe.bin")
  end

  def test_file_is_read_by_the_library_and_left_where_it_is
    File.open(@path, "rb") do |file|
      assert_upload(file, name: "sample.bin")
      assert_equal 0, file.pos
    end
  end

  def test_file_that_was_just_written
    Tempfile.create(binmode: true) do |file|
      file.write(bytes)
      file.rewind
      assert_upload(file, "flushed.bin")
    end
  end

  def test_rest_of_a_file
    File.open(@path, "rb") do |file|
      file.seek(10)
      longer = File.join(directory, "longer.bin")
      File.binwrite(longer, "0123456789#{File.binread(@path)}")
      File.open(longer, "rb") { |rest| rest.read(10) && assert_upload(rest, "rest.bin") }
    end
  end

  def test_string_io_from_where_it_stands
    io = StringIO.new("head#{bytes}".b)
    io.read(4)
    assert_upload(io, "string.bin")
  end

  def test_bytes_stay_what_they_were
    string = bytes
    upload = @uploads.start_upload(Libchunk::Bytes.new(string), "bytes.bin", nil, "0")
    string.replace("gone")
    GC.start
    GC.compact if GC.respond_to?(:compact)
    assert_equal @sha1, upload.result.sha1
  end

  def test_pipe
    IO.popen(["cat", @path], "rb") { |pipe| assert_upload(pipe, "pipe.bin", SMALLEST) }
  end

  def test_object_with_read
    Zlib::GzipWriter.open("#{@path}.gz", 1) { |gzip| gzip.write(bytes) }
    Zlib::GzipReader.open("#{@path}.gz") { |reader| assert_upload(reader, "unzipped.bin", SMALLEST) }
  end

  def test_file_that_reads_in_a_way_of_its_own
    type = Class.new(File) { def read(count) = super&.tr("\x00-\xff".b, "x") }
    type.open(@path, "rb") do |file|
      assert_equal sha1("x" * SMALLEST), @uploads.upload_big_file(file, "own.bin", SMALLEST, "0").sha1
    end
  end

  def test_stream_without_its_size
    error = assert_raises(Libchunk::InvalidArgument) { @uploads.upload_big_file(IO.pipe.first, "a", nil, "0") }
    assert_match(/size/, error.message)
  end

  def test_stream_that_is_too_short_or_too_long
    [-1, 1].each do |difference|
      reader = Struct.new(:io) { def read(count) = io.read(count) }.new(StringIO.new(bytes(SMALLEST + difference)))
      error = assert_raises(Libchunk::Error) { @uploads.upload_big_file(reader, "a#{difference}", SMALLEST, "0") }
      assert_includes %w[source_changed source_unreadable invalid_argument], error.kind
    end
    assert_equal 0, emulator.count("commit")
  end

  def test_what_is_no_source
    assert_raises(TypeError) { @uploads.upload_big_file(42, "a", nil, "0") }
    assert_raises(Libchunk::SourceError) { @uploads.upload_big_file("/no/such/file", nil, nil, "0") }
  end

  private

  def assert_upload(source, file_name = nil, size = nil, name: file_name)
    file = @uploads.upload_big_file(source, file_name, size, "0")
    assert_equal [name, @sha1, @sha1], [file.name, file.sha1, emulator.sha1(file.id)]
  end
end
