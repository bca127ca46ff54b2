"""The addresses of the desk."""

from django.urls import path

from comity.desk.views import (
    claims,
    inbox,
    names,
    releases,
    responses,
    signing,
    submissions,
    suggestions,
)

app_name = "desk"

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("sign-in/", signing.SignIn.as_view(), name="sign-in"),
    path("sign-out/", signing.SignOut.as_view(), name="sign-out"),
    path("claims/", claims.claim_list, name="claims"),
    path("claims/new/", claims.new, name="new-claim"),
    path("claims/<uuid:claim>/", claims.claim, name="claim"),
    path("claims/<uuid:claim>/correct/", claims.correct, name="correct-claim"),
    path("claims/<uuid:claim>/retract/", claims.retract, name="retract-claim"),
    path("claims/<uuid:claim>/rank/", claims.rank, name="rank-claim"),
    path("conflicts/", claims.conflict_list, name="conflicts"),
    path("suggestions/<str:kind>/", suggestions.suggestions, name="suggestions"),
    path("responses/", responses.response_list, name="responses"),
    path("responses/new/", responses.new, name="new-response"),
    path("responses/<str:code>/", responses.response, name="response"),
    path("responses/<str:code>/expect/", responses.expect, name="expect"),
    path("responses/<str:code>/upload/", submissions.upload, name="upload"),
    path("responses/<str:code>/publish/", releases.publish, name="publish"),
    path("releases/", releases.release_list, name="releases"),
    path("releases/<str:name>/withdraw/", releases.withdraw, name="withdraw-release"),
    path("submissions/", submissions.submission_list, name="submissions"),
    path("submissions/<uuid:submission>/", submissions.submission, name="submission"),
    path(
        "submissions/<uuid:submission>/problems.csv",
        submissions.problems_csv,
        name="problems-csv",
    ),
    path(
        "submissions/<uuid:submission>/check-again/",
        submissions.check_again,
        name="check-again",
    ),
    path(
        "submissions/<uuid:submission>/<str:step>/",
        submissions.take_step,
        name="take-step",
    ),
    path("names/", names.queue, name="names"),
    path("names/one/", names.one, name="name"),
    path("names/judge/", names.judge, name="judge"),
    path("names/undo/", names.undo, name="undo"),
]
