# frozen_string_literal: true

# What results are to a program.
class TestValues < Case
  def setup
    super
    @file = manager.upload_big_file(sample, nil, nil, "0")
  end

  def test_readers
    assert_equal ["sample.bin", "0", "folder"], [@file.name, @file.parent.id, @file.parent.type]
    assert_kind_of Integer, @file.size
    assert_instance_of Time, @file.created_at
    assert_in_delta Time.now.to_f, @file.created_at.to_f, 600
    assert_equal ["0"], @file.path_collection.entries.map(&:id)
  end

  def test_other_ways_in
    assert_equal @file.parent.id, @file.dig(:parent, "id")
    assert_equal @file.parent.id, @file["parent"][:id]
    assert_equal @file.to_h.fetch("parent").fetch("id"), @file.parent.id
    assert_nil @file.trashed_at
    assert_nil @file.dig(:shared_link, :url)
    assert_raises(NoMethodError) { @file.no_such_member }
  end

  def test_answer
    assert_equal @file.id, JSON.parse(@file.raw_json).dig("entries", 0, "id")
    assert_equal ["done", 201], [@file.answer.outcome, @file.answer.http_status]
    assert_match(/json/, @file.answer.header("content-type"))
    assert_nil @file.answer.header("x-none")
    refute_predicate @file, :unchanged?
  end

  def test_members_that_no_class_names
    value = Libchunk::FileFull.new({ "new_thing" => { "seen_at" => "2026-11-22T10:00:00.5-08:00" }, "odd_at" => "never" })
    assert_equal Time.utc(2026, 11, 22, 18, 0, 0.5r), value.new_thing.seen_at
    assert_equal "never", value.odd_at
    assert_respond_to value, :new_thing
    refute_respond_to value, :other_thing
  end

  def test_equality
    same = Libchunk::FileFull.new(@file.to_h)
    assert_equal [@file, 1], [same, [@file, same].uniq.size]
    refute_equal @file, Libchunk::FileFull.new({ "id" => "1" })
    assert_predicate @file.to_h, :frozen?
  end
end
