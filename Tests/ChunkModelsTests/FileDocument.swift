extension Documents {
  /// A file with every field of the reference, all dates in the spelling that we write.
  static let file = """
    {
      "id": "12345",
      "type": "file",
      "etag": "1",
      "sequence_id": "3",
      "name": "Contract.pdf",
      "sha1": "85136c79cbf9fe36bb9d05d0639c70c265c18d37",
      "file_version": {
        "id": "67890", "type": "file_version", "sha1": "85136c79cbf9fe36bb9d05d0639c70c265c18d37"
      },
      "description": "Contract for Q1 renewal",
      "size": 536870912001,
      "path_collection": {
        "total_count": 2,
        "entries": [
          {"id": "0", "type": "folder", "name": "All Files"},
          {"id": "42", "type": "folder", "etag": "1", "sequence_id": "3", "name": "Contracts"}
        ]
      },
      "created_at": "2012-12-12T18:53:43Z",
      "modified_at": "2012-12-12T18:53:44Z",
      "trashed_at": "2012-12-12T18:53:45Z",
      "purged_at": "2012-12-12T18:53:46Z",
      "content_created_at": "2012-12-12T18:53:47Z",
      "content_modified_at": "2012-12-12T18:53:48Z",
      "created_by": {"id": "1", "type": "user", "name": "Aaron Levie", "login": "ceo@example.com"},
      "modified_by": {"id": "2", "type": "user", "name": "Ellis Wiggins", "login": "ellis@example.com"},
      "owned_by": {"id": "3", "type": "user", "name": "Owner", "login": "owner@example.com"},
      "shared_link": {
        "url": "https://www.box.com/s/vspke7y05sb214wjokpk",
        "download_url": "https://www.box.com/shared/static/rh935iit6ewrmw0unyul.jpeg",
        "vanity_url": "https://acme.app.box.com/v/my_url/",
        "vanity_name": "my_url",
        "access": "open",
        "effective_access": "company",
        "effective_permission": "can_download",
        "unshared_at": "2018-04-13T20:53:50Z",
        "is_password_enabled": true,
        "permissions": {"can_download": true, "can_preview": true, "can_edit": false},
        "download_count": 3,
        "preview_count": 4
      },
      "parent": {"id": "42", "type": "folder", "etag": "1", "sequence_id": "3", "name": "Contracts"},
      "item_status": "active",
      "version_number": "1",
      "comment_count": 10,
      "permissions": {
        "can_delete": true,
        "can_download": true,
        "can_invite_collaborator": true,
        "can_rename": true,
        "can_set_share_access": true,
        "can_share": true,
        "can_annotate": true,
        "can_comment": true,
        "can_preview": true,
        "can_upload": true,
        "can_view_annotations_all": true,
        "can_view_annotations_self": true,
        "can_apply_watermark": false
      },
      "tags": ["approved"],
      "lock": {
        "id": "11446498",
        "type": "lock",
        "created_by": {"id": "1", "type": "user", "name": "Aaron Levie", "login": "ceo@example.com"},
        "created_at": "2012-12-12T18:53:43Z",
        "expired_at": "2012-12-13T18:53:43Z",
        "is_download_prevented": true,
        "app_type": "office_wopiplus"
      },
      "extension": "pdf",
      "is_package": false,
      "expiring_embed_link": {
        "access_token": "c3FIOG9vSGV4VHo4QzAyg5T1JvNnJoZ3ExaVNyQWw6WjRsanRKZG5lQk9qUE1BVQ",
        "expires_in": 3600,
        "token_type": "bearer",
        "restricted_to": [{"scope": "base_preview", "object": {"id": "12345", "type": "file", "name": "Contract.pdf"}}],
        "url": "https://cloud.app.box.com/preview/expiring_embed/gvoct6FE-secret"
      },
      "watermark_info": {
        "is_watermarked": true, "is_watermark_inherited": false, "is_watermarked_by_access_policy": true
      },
      "is_accessible_via_shared_link": true,
      "allowed_invitee_roles": ["editor", "previewer uploader"],
      "is_externally_owned": false,
      "has_collaborations": true,
      "metadata": {
        "enterprise_27335": {
          "marketingCollateral": {
            "$canEdit": true,
            "$id": "01234500-12f1-1234-aa12-b1d234cb567e",
            "$parent": "folder_59449484661",
            "$scope": "enterprise_27335",
            "$template": "marketingCollateral",
            "$type": "properties-6bcba49f-ca6d-4d2a-a758-57fe6edf44d0",
            "$typeVersion": 2,
            "$version": 1,
            "snake_case key": [1, 2.5, null, {"deep": "value"}]
          }
        }
      },
      "expires_at": "2012-12-12T18:53:49Z",
      "representations": {
        "entries": [
          {
            "content": {"url_template": "https://dl.boxcloud.com/api/2.0/internal_files/123/content/{+asset_path}"},
            "info": {"url": "https://api.box.com/2.0/internal_files/123/representations/png_paged_2048x2048"},
            "properties": {"dimensions": "2048x2048", "paged": "true", "thumb": "true"},
            "representation": "png",
            "status": {"state": "success"}
          }
        ]
      },
      "classification": {
        "name": "Top Secret", "definition": "Not to be shared outside the company.", "color": "#FF0000"
      },
      "uploader_display_name": "Ellis Wiggins",
      "disposition_at": "2012-12-12T18:53:50Z",
      "shared_link_permission_options": ["can_preview", "can_edit"],
      "is_associated_with_app_item": true
    }
    """
}
