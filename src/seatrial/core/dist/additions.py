"""What the standard library got with which Python: modules, and names in modules, that releases have failed over."""

from collections.abc import Mapping

Python = tuple[int, int]
MODULES: Mapping[str, Python] = {
    "contextvars": (3, 7), "dataclasses": (3, 7), "importlib.resources": (3, 7), "importlib.metadata": (3, 8), "graphlib": (3, 9), "zoneinfo": (3, 9),
    "importlib.resources.abc": (3, 11), "tomllib": (3, 11), "wsgiref.types": (3, 11), "annotationlib": (3, 14), "compression": (3, 14),
    "compression.zstd": (3, 14), "concurrent.interpreters": (3, 14), "string.templatelib": (3, 14),
}  # fmt: skip
"""https://docs.python.org/3/whatsnew/"""
NAMES: Mapping[str, Mapping[Python, str]] = {
    "__future__": {(3, 7): "annotations"},
    "abc": {(3, 10): "update_abstractmethods"},
    "ast": {(3, 8): "get_source_segment", (3, 9): "unparse"},
    "asyncio": {(3, 7): "run create_task current_task all_tasks get_running_loop", (3, 9): "to_thread", (3, 11): "Runner TaskGroup timeout Barrier"},
    "collections.abc": {(3, 12): "Buffer"},
    "contextlib": {(3, 7): "asynccontextmanager AsyncExitStack nullcontext AbstractAsyncContextManager", (3, 10): "aclosing", (3, 11): "chdir"},
    "dataclasses": {(3, 10): "KW_ONLY"},
    "datetime": {(3, 11): "UTC"},
    "enum": {(3, 11): "StrEnum EnumType EnumCheck FlagBoundary verify member nonmember global_enum property"},
    "functools": {(3, 8): "cached_property singledispatchmethod", (3, 9): "cache", (3, 14): "Placeholder"},
    "hashlib": {(3, 11): "file_digest"},
    "importlib.resources": {(3, 9): "files as_file"},
    "inspect": {(3, 10): "get_annotations", (3, 12): "markcoroutinefunction BufferFlags"},
    "itertools": {(3, 10): "pairwise", (3, 12): "batched"},
    "math": {(3, 8): "comb dist isqrt perm prod", (3, 9): "lcm nextafter ulp", (3, 11): "cbrt exp2", (3, 12): "sumprod"},
    "operator": {(3, 11): "call"},
    "pathlib": {(3, 13): "UnsupportedOperation"},
    "shlex": {(3, 8): "join"},
    "statistics": {(3, 8): "NormalDist fmean geometric_mean multimode quantiles", (3, 10): "correlation covariance linear_regression"},
    "types": {(3, 8): "CellType", (3, 9): "GenericAlias", (3, 10): "EllipsisType NoneType NotImplementedType UnionType", (3, 12): "get_original_bases"},
    "typing": {
        (3, 7): "ForwardRef", (3, 8): "Final Literal Protocol SupportsIndex TypedDict final get_args get_origin runtime_checkable", (3, 9): "Annotated",
        (3, 10): "Concatenate ParamSpec ParamSpecArgs ParamSpecKwargs TypeAlias TypeGuard is_typeddict",
        (3, 11): "LiteralString Never NotRequired Required Self TypeVarTuple Unpack assert_never assert_type clear_overloads dataclass_transform get_overloads reveal_type",
        (3, 12): "TypeAliasType override", (3, 13): "NoDefault ReadOnly TypeIs get_protocol_members is_protocol",
    },
    "unittest": {(3, 8): "IsolatedAsyncioTestCase", (3, 11): "enterModuleContext"},
    "unittest.mock": {(3, 8): "AsyncMock"},
    "warnings": {(3, 13): "deprecated"},
}  # fmt: skip
"""The notes "New in version" of https://docs.python.org/3/library/; `asyncio.timeout` and its like are what users import from there."""
_SINCE = {module: {name: python for python, names in table.items() for name in names.split()} for module, table in NAMES.items()}


def since(module: str, name: str | None) -> Python | None:
    """Return the first Python that has a module of the standard library, and a name in it; None for what all have, or for what is not known."""
    found = MODULES.get(module)
    of_name = _SINCE.get(module, {}).get(name or "") or MODULES.get(f"{module}.{name}")
    return max((one for one in (found, of_name) if one), default=None)
