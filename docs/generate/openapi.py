"""The API's own description, kept so that a change of it is seen in a difference."""

import json
from pathlib import Path


def pages(docs: Path) -> dict[Path, str]:
    from comity.api.site import api  # noqa: PLC0415 needs the settings

    schema = json.dumps(api.get_openapi_schema(), indent=2, ensure_ascii=False)
    return {docs / "reference" / "openapi.json": f"{schema}\n"}
