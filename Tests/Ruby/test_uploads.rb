# frozen_string_literal: true

# Uploads in one call and under way.
class TestUploads < Case
  def setup
    super
    @path = sample
    @uploads = manager
  end

  def test_progress_and_events
    progress = []
    events = []
    on_event = ->(event) { events << event }
    file = @uploads.upload_big_file(@path, nil, nil, "0", on_event: on_event) { |step| progress << step }
    assert_equal sha1_of(@path), file.sha1
    assert_equal [1.0, SMALLEST, SMALLEST], [progress.last.fraction, progress.last.acknowledged_bytes, progress.last.total_bytes]
    assert_equal progress.map(&:acknowledged_bytes).sort, progress.map(&:acknowledged_bytes)
    assert_equal [:session_opened, :finished], [events.first.name, events.last.name]
    assert_equal [0, 1, 2], events.select { |event| event.name == :part_acknowledged }.map(&:index).sort
    assert_equal false, events.first.is_continued
  end

  def test_new_version
    file = @uploads.upload_big_file(@path, nil, nil, "0")
    version = @uploads.upload_big_file_version(file.id, sample("v2.bin", seed: 2), nil, if_match: file.etag)
    assert_equal [file.id, "sample.bin", sha1_of(File.join(directory, "v2.bin"))], [version.id, version.name, version.sha1]
    error = assert_raises(Libchunk::Conflict) { @uploads.upload_big_file_version(file.id, @path, nil, if_match: file.etag) }
    assert_equal "precondition_failed", error.kind
  end

  # The service says that there is nothing new in a version by a 202 that asks for no wait.
  def test_version_that_is_there_already
    file = @uploads.upload_big_file(@path, nil, nil, "0")
    emulator.faults({ on: "commit", do: "status", status: 202 })
    events = []
    same = @uploads.upload_big_file_version(file.id, @path, nil, on_event: ->(event) { events << event })
    assert_equal [true, file.id, file.sha1], [same.unchanged?, same.id, same.sha1]
    assert_equal file.id, events.find { |event| event.name == :unchanged }.file.id
  end

  def test_name_that_is_taken
    first = @uploads.upload_big_file(@path, nil, nil, "0")
    error = assert_raises(Libchunk::Conflict) { @uploads.upload_big_file(@path, nil, nil, "0") }
    there = error.conflict
    assert_equal [first.id, "file", first.sha1, first.etag], [there.id, there.type, there.sha1, there.etag]
    same = @uploads.upload_big_file(@path, nil, nil, "0", if_exists: "skip-same")
    assert_equal [true, first.id], [same.unchanged?, same.id]
    other = sample("other.bin", seed: 2)
    renamed = @uploads.upload_big_file(other, "sample.bin", nil, "0", if_exists: "rename")
    assert_equal [true, false, "sample (1).bin"], [renamed.renamed?, renamed.new_version?, renamed.name]
    events = []
    version = @uploads.upload_big_file(other, "sample.bin", nil, "0", if_exists: "version",
                                                                      on_event: ->(event) { events << event })
    assert_equal [true, first.id, sha1_of(other)], [version.new_version?, version.id, version.sha1]
    assert_equal [first.id, "new_version"], events.find { |event| event.name == :name_taken }
                                                  .then { |event| [event.item.id, event.consequence] }
    refute_predicate @uploads.upload_big_file(other, "free.bin", nil, "0", if_exists: "version"), :new_version?
  end

  def test_options_of_a_call
    time = Time.utc(2020, 2, 3, 4, 5, 6)
    options = { description: "Ein Bild", parallel: 1, content_created_at: time, extra_headers: { "X-Test" => "1" } }
    file = @uploads.upload_big_file(@path, "options.bin", nil, "0", **options)
    assert_equal ["Ein Bild", time], [file.description, file.content_created_at]
    assert_equal 1, emulator.counters["max_in_flight"]
    assert_equal ["1"] * 3, emulator.requests("part").map { |request| request.dig("headers", "x-test") }
  end

  def test_started_upload
    upload = @uploads.start_upload(@path, nil, nil, "0")
    names = upload.each_event.map(&:name)
    assert_equal [:session_opened, :finished], [names.first, names.last]
    assert_equal [true, SMALLEST], [upload.over?, upload.progress.acknowledged_bytes]
    assert_equal sha1_of(@path), upload.result.sha1
    assert_equal upload.result, upload.result
  end

  def test_started_version
    file = @uploads.upload_big_file(@path, nil, nil, "0")
    assert_equal file.id, @uploads.start_upload_version(file.id, sample("v2.bin", seed: 2), nil).result.id
  end

  def test_events_are_kept_while_others_wait
    upload = @uploads.start_upload(@path, nil, nil, "0")
    upload.result
    names = upload.each_event.map(&:name)
    assert_equal [:session_opened, :finished], [names.first, names.last]
    assert_equal 1, names.count(:progress)
  end

  def test_wait_has_an_end
    emulator.faults(SLOW)
    upload = @uploads.start_upload(@path, nil, nil, "0")
    waited = seconds { refute upload.wait(0.3) }
    assert_in_delta 0.65, waited, 0.35
    assert_equal "not_over", assert_raises(Libchunk::Error) { upload.instance_variable_get(:@operation).answer }.kind
    upload.cancel
    assert upload.wait(2)
  end

  def test_cancel_keeps_or_aborts
    emulator.faults(SLOW)
    sessions = [false, true].map do |abort|
      upload = @uploads.start_upload(@path, "cancel-#{abort}.bin", nil, "0")
      id = upload.each_event.find { |event| event.name == :session_opened }.id
      took = seconds { assert upload.cancel(abort: abort).wait(5) }
      assert_operator took, :<, 1.5
      assert_raises(Libchunk::Cancelled) { upload.result }
      emulator.session?(id)
    end
    assert_equal [true, false], sessions
  end

  def test_break_leaves_a_started_upload_going_on
    upload = @uploads.start_upload(@path, nil, nil, "0")
    upload.each_event { break }
    assert_equal sha1_of(@path), upload.result.sha1
  end

  def test_break_ends_a_call
    emulator.faults(SLOW)
    assert_equal(:left, @uploads.upload_big_file(@path, nil, nil, "0") { break :left })
    emulator.faults
    assert_equal sha1_of(@path), @uploads.upload_big_file(@path, nil, nil, "0").sha1
    assert_equal 1, emulator.count("create")
  end
end
