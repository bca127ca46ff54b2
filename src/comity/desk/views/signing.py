"""Signing in and out."""

from typing import Any

from django.contrib.auth.views import LoginView, LogoutView

from comity.desk.forms.fields import dressed
from comity.desk.framing import frame


class SignIn(LoginView):
    """The door of the desk; who is in already is led on."""

    template_name = "desk/sign_in.html"
    redirect_authenticated_user = True

    def get_form(self, form_class: Any = None) -> Any:
        return dressed(super().get_form(form_class))

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return {**frame(self.request), **super().get_context_data(**context)}


class SignOut(LogoutView):
    """The way out, back to the public pages."""

    http_method_names = ["post", "options"]
