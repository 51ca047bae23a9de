"""`manage.py first_admin USERNAME --name NAME`: the first administrator; password asked for or read from stdin."""

import getpass
import json
import sys
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ocop.accounts.domain.first_admin import create_first_admin


class Command(BaseCommand):
    help = "Tạo quản trị viên đầu tiên của hệ thống. Mật khẩu được hỏi, hoặc đọc từ dòng đầu của stdin."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", required=True, help="họ và tên")

    def handle(self, *, username: str, name: str, **options: Any) -> None:
        terminal = sys.stdin.isatty()
        password = getpass.getpass("Mật khẩu: ") if terminal else sys.stdin.readline().rstrip("\n")
        try:
            user = create_first_admin(username=username, full_name=name, password=password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(json.dumps({"username": user.username}))
