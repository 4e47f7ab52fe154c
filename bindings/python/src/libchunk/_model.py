"""What the service's objects have in common: JSON in, attributes out."""

from __future__ import annotations

import typing
from datetime import datetime
from enum import Enum
from typing import Any, Dict, List, Mapping, Type, TypeVar

M = TypeVar("M", bound="Model")
# Fields whose names in JSON are others.
_JSON_NAMES = {"sha_1": "sha1", "sha_512": "sha512"}
_SECRETS = {"access_token"}


class Model:
    """An object of the service. Fields that it did not send are None; those not known here are attributes too."""

    _hints: typing.ClassVar[Dict[str, Any]] = {}
    _raw: Dict[str, Any]

    def __init_subclass__(cls) -> None:
        cls._hints = {
            name: hint for name, hint in typing.get_type_hints(cls).items() if not name.startswith("_")}

    if typing.TYPE_CHECKING:
        def __getattr__(self, name: str) -> Any: ...

    @classmethod
    def from_dict(cls: Type[M], data: Mapping[str, Any]) -> M:
        """An object from JSON as the service sends it."""
        made = cls()
        for key, value in data.items():
            name = _field_name(key, cls._hints)
            setattr(made, name, _read(value, cls._hints.get(name)))
        made._raw = dict(data)
        return made

    @property
    def raw_data(self) -> Dict[str, Any]:
        """The JSON that the service sent; empty for an object that was made here."""
        raw: Dict[str, Any] = self.__dict__.get("_raw", {})
        return raw

    def to_dict(self) -> Dict[str, Any]:
        """The object as JSON has it, without the fields that are None."""
        return {
            _JSON_NAMES.get(name, name) if name in self._hints else name: _written(value)
            for name, value in self._fields().items()
        }

    def _fields(self) -> Dict[str, Any]:
        return {name: value for name, value in vars(self).items() if not name.startswith("_") and value is not None}

    def __repr__(self) -> str:
        shown = (
            f"{name}=…" if name in _SECRETS else f"{name}={value!r}" for name, value in self._fields().items())
        return f"{type(self).__name__}({', '.join(shown)})"


def _field_name(key: str, hints: Dict[str, Any]) -> str:
    for name, json_name in _JSON_NAMES.items():
        if key == json_name and name in hints:
            return name
    return key


def _read(value: Any, hint: Any) -> Any:
    """A JSON value as a field's type has it; as it is if it is something else than the type promises."""
    if hint is None or value is None:
        return value
    inner = typing.get_args(hint)
    if typing.get_origin(hint) is typing.Union:
        return _read(value, inner[0])
    if typing.get_origin(hint) is list:
        return [_read(one, inner[0]) for one in value] if isinstance(value, list) else value
    try:
        if hint is datetime:
            return datetime.fromisoformat(value.replace("Z", "+00:00"))
        if issubclass(hint, Model):
            return hint.from_dict(value)
        return hint(value) if issubclass(hint, Enum) else value
    except (AttributeError, TypeError, ValueError):
        return value


def _written(value: Any) -> Any:
    if isinstance(value, Model):
        return value.to_dict()
    if isinstance(value, list):
        return [_written(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, datetime) else value


def as_json(values: typing.Sequence[Any]) -> List[Any]:
    """Objects as JSON has them: ours, another SDK's with a `to_dict`, or dictionaries as they are."""
    return [value.to_dict() if hasattr(value, "to_dict") else value for value in values]
