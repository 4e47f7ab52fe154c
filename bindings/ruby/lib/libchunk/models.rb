# frozen_string_literal: true

module Libchunk
  # Box's objects, by the names of its API reference (https://developer.box.com/reference/).

  class UploadSessionEndpoints < Value
    members :upload_part, :commit, :abort, :list_parts, :status, :log_event, :plan
  end

  class UploadSession < Value
    members :id, :type, :session_expires_at, :part_size, :total_parts, :num_parts_processed,
            session_endpoints: UploadSessionEndpoints
  end

  class UploadPart < Value
    members :part_id, :offset, :size, :sha1
  end

  class UploadedPart < Value
    members part: UploadPart
  end

  class UploadParts < Value
    members :total_count, :limit, :offset, :order, entries: UploadPart
  end

  class UploadPartPlan < Value
    members :offset, :size, :sha512, :part_id
  end

  class UploadSessionPlan < Value
    members :upload_session_id, hits: UploadPartPlan, misses: UploadPartPlan
  end

  class FolderMini < Value
    members :id, :type, :etag, :sequence_id, :name
  end

  class FileVersionMini < Value
    members :id, :type, :sha1
  end

  class UserMini < Value
    members :id, :type, :name, :login
  end

  class FilePathCollection < Value
    members :total_count, entries: FolderMini
  end

  # What has a name that is taken: a file as a rule, a folder, or a bookmark.
  class ConflictingItem < Value
    members :id, :type, :etag, :sequence_id, :name, :sha1, :size, file_version: FileVersionMini
  end

  class FileFull < Value
    members :id, :type, :etag, :sequence_id, :name, :sha1, :description, :size, :created_at, :modified_at,
            :trashed_at, :purged_at, :content_created_at, :content_modified_at, :shared_link, :item_status,
            :version_number, :comment_count, :permissions, :tags, :lock, :extension, :is_package,
            :expiring_embed_link, :watermark_info, :is_accessible_via_shared_link, :allowed_invitee_roles,
            :is_externally_owned, :has_collaborations, :metadata, :expires_at, :representations, :classification,
            :uploader_display_name, :disposition_at, :shared_link_permission_options,
            :is_associated_with_app_item,
            file_version: FileVersionMini, path_collection: FilePathCollection, parent: FolderMini,
            created_by: UserMini, modified_by: UserMini, owned_by: UserMini

    # Whether the file had this content already, so that no version was made of it.
    def unchanged? = answer&.outcome == "unchanged"

    # Whether it was there under the name that was asked for, and has got a new version (`if_exists: "version"`).
    def new_version? = answer&.outcome == "new_version"

    # Whether the name that was asked for was taken, so that the file has got another one (`if_exists: "rename"`).
    def renamed? = answer&.outcome == "renamed"
  end

  # What a commit comes to: the file as its only entry, or nothing yet.
  class Files < Value
    members :total_count, entries: FileFull

    # Whether the service is still putting the parts together: commit again after `answer.retry_after` seconds.
    def processing? = answer&.outcome == "processing"
  end
end
