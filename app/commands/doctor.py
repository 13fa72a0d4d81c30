"""In: a home folder; out: `litmus doctor`."""

import typer

from app.commands.options import HomeOption, JsonOption, print_json
from app.home import find_home


def doctor(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Say what is installed, what is indexed, what is wrong, and how to mend it."""
    from app.health import as_json as to_json
    from app.health import examine

    folder = find_home(home)
    checks = examine(folder)
    if as_json:
        print_json(to_json(folder, checks))
    else:
        for check in checks:
            typer.echo(f"{'ok ' if check.ok else 'BAD'}  {check.name:<22} {check.seen}")
            if check.remedy:
                typer.echo(f"     {'':<22} {check.remedy}")
    if not all(check.ok for check in checks):
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Mount the command of this module."""
    app.command(epilog="Example: litmus doctor --json")(doctor)
