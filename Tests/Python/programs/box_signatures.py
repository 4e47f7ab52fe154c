"""Prints every way in which our manager and its results are not what Box's are."""

import enum
import inspect
import typing

import libchunk
from box_sdk_gen.internal.base_object import BaseObject
from box_sdk_gen.managers.chunked_uploads import ChunkedUploadsManager as Theirs
from libchunk._model import Model

compared = set()


def methods(of):
    return {name: function for name, function in inspect.getmembers(of, inspect.isfunction) if not name.startswith("_")}


def compare_method(where, theirs, ours):
    theirs, ours = (inspect.signature(one).parameters for one in (theirs, ours))
    if [one for one in theirs if theirs[one].kind is not inspect.Parameter.KEYWORD_ONLY] != [
            one for one in ours if ours[one].kind is inspect.Parameter.POSITIONAL_OR_KEYWORD]:
        print(f"{where}: takes {list(ours)}, not {list(theirs)}")
    for name, parameter in theirs.items():
        if name not in ours or ours[name].kind is not parameter.kind:
            print(f"{where}: has no {name} as Box's has")
        elif parameter.default is not inspect.Parameter.empty and ours[name].default != parameter.default:
            print(f"{where}: {name} is {ours[name].default} by default")
    for name in set(ours) - set(theirs):
        if ours[name].default is inspect.Parameter.empty and ours[name].kind is not inspect.Parameter.VAR_KEYWORD:
            print(f"{where}: needs {name}, which Box's has not")


def compare_type(where, theirs, ours):
    theirs, ours = one_type(theirs), one_type(ours)
    if typing.get_origin(theirs) is list:
        return compare_type(where, typing.get_args(theirs)[0], typing.get_args(ours)[0])
    if ours is Model or not isinstance(theirs, type):
        return None  # what is rare has attributes and no types
    if issubclass(theirs, enum.Enum):
        words = {one.value for one in theirs}
        if ours is not str and words != {one.value for one in ours}:
            print(f"{where}: is one of {list(ours)}")
    elif issubclass(theirs, BaseObject):
        compare_fields(where, theirs, ours)
    elif theirs is not ours:
        print(f"{where}: is {ours}, not {theirs}")
    return None


def compare_fields(where, theirs, ours):
    if (theirs, ours) in compared:
        return
    compared.add((theirs, ours))
    wanted = {name: kind for name, kind in typing.get_type_hints(theirs.__init__).items() if name != "return"}
    found = {name: kind for name, kind in typing.get_type_hints(ours).items() if not name.startswith("_")}
    if set(wanted) != set(found):
        print(f"{where}: the fields differ in {set(wanted) ^ set(found)}")
    for name in set(wanted) & set(found):
        compare_type(f"{where}.{name}", wanted[name], found[name])


def one_type(hint):
    """A type that may be None, without None."""
    if typing.get_origin(hint) is typing.Union:
        kinds = [one for one in typing.get_args(hint) if one is not type(None)]
        return kinds[0] if len(kinds) == 1 else hint
    return hint


for ours in (libchunk.ChunkedUploadsManager, libchunk.AsyncChunkedUploadsManager):
    for name, function in methods(Theirs).items():
        if name not in methods(ours):
            print(f"{ours.__name__} has no {name}")
        else:
            compare_method(f"{ours.__name__}.{name}", function, methods(ours)[name])
for name, function in methods(Theirs).items():
    # Options come with names that only a type checker looks up.
    hint = typing.get_type_hints(function)["return"]
    theirs = one_type(hint)
    if theirs is not type(None):
        compare_type(name, theirs, getattr(libchunk, theirs.__name__))
        annotation = inspect.signature(getattr(libchunk.ChunkedUploadsManager, name)).return_annotation
        optional = "Optional[%s]" % theirs.__name__ if type(None) in typing.get_args(hint) else theirs.__name__
        if annotation != optional:
            print(f"{name}: gives {annotation}, not {optional}")
print(f"compared {len(methods(Theirs))} methods and {len(compared)} classes")
