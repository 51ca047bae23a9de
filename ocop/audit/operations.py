"""Migration operations that spare the rendering of models: an empty database is ready in seconds (ADR 0014)."""

from typing import Any

from django.db.migrations.operations import CreateModel, SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation
from pgtrigger import migrations


class AddTrigger(migrations.AddTrigger):
    """As the package's, without rendering the model and all its relations anew: a trigger changes no field.

    With some hundred triggers this is most of the time that an empty database takes.
    """

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Note the trigger in the options of the model."""
        options = state.models[app_label, self.model_name].options
        options["triggers"] = [*options.get("triggers", []), self.trigger]


class AtOnce(SeparateDatabaseAndState):
    """What stands in `state_operations`, done in one go: the models are rendered once, with all their fields.

    Django renders a model and all its relations anew after every operation; for the first tables of an app, where most
    operations are of models made just before, that is nearly all the time that an empty database takes.
    """

    def __init__(self, state_operations: list[Operation]) -> None:
        super().__init__(state_operations=state_operations)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As written in the file."""
        return self.__class__.__name__, [], {"state_operations": self.state_operations}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Without rendered models at hand a state only notes what it is told."""
        state.__dict__.pop("apps", None)
        super().state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Tables as they are at the end; then what belongs to tables of before, and the triggers."""
        made = {one.name_lower for one in self.state_operations if isinstance(one, CreateModel)}
        for one in self.state_operations:
            model = getattr(one, "model_name", "").lower()
            if isinstance(one, CreateModel) or model not in made or isinstance(one, migrations.AddTrigger):
                one.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """The tables go, with all that hangs on them."""
        made = {one.name_lower for one in self.state_operations if isinstance(one, CreateModel)}
        for one in reversed(self.state_operations):
            if isinstance(one, CreateModel) or getattr(one, "model_name", "").lower() not in made:
                one.database_backwards(app_label, schema_editor, from_state, to_state)
