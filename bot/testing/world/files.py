"""Files that were sent, found again by the id a bot or a download address names."""

from dataclasses import dataclass, field

from bot.testing.world.users import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file as it was sent; `path` is what getFile gives and the download address ends with."""

    id: str
    unique_id: str
    path: str
    name: str
    mime_type: str
    content: bytes

    def as_json(self) -> Json:
        """The fields that every kind of file shares in the Bot API."""
        return {
            "file_id": self.id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.content),
        }


@dataclass(slots=True)
class FileStore:
    """All files of one stand-in."""

    _by_id: dict[str, StoredFile] = field(default_factory=dict)
    _by_path: dict[str, StoredFile] = field(default_factory=dict)

    def add(self, *, folder: str, name: str, mime_type: str, content: bytes) -> StoredFile:
        """The file as stored; equal content sent twice is two files."""
        number = len(self._by_id) + 1
        extension = name.rpartition(".")[2] if "." in name else "bin"
        stored = StoredFile(
            id=f"file-{number}-{folder}",
            unique_id=f"unique-{number}",
            path=f"{folder}/file_{number}.{extension}",
            name=name,
            mime_type=mime_type,
            content=content,
        )
        self._by_id[stored.id] = stored
        self._by_path[stored.path] = stored
        return stored

    def by_id(self, file_id: str) -> StoredFile | None:
        """The file with this id, or None."""
        return self._by_id.get(file_id)

    def by_path(self, path: str) -> StoredFile | None:
        """The file with this download path, or None."""
        return self._by_path.get(path)
