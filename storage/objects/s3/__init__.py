"""An object store in a bucket of an S3 server; only here the `minio` client is known."""

from storage.objects.s3.store import S3Store, connect

__all__ = ["S3Store", "connect"]
