"""Frameworks with their objectives and reviews; themes with their instruments."""

from comity.register.queries.frameworks import framework_profile, frameworks
from comity.register.queries.themes import theme_profile, themes
from comity.website.pages import Page
from comity.website.presenters.objectives import objectives_of, upcoming
from comity.website.questions import Question


def framework_list(question: Question) -> Page:
    found = frameworks(question.asking)
    return Page(template="website/frameworks.html", record={"frameworks": found})


def framework(question: Question, slug: str) -> Page:
    found = framework_profile(slug, question.asking)
    return Page(
        template="website/framework.html",
        record=found,
        context={
            "groups": objectives_of(found),
            "upcoming": upcoming(found),
        },
        keys=(found.slug,),
    )


def theme_list(question: Question) -> Page:
    found = themes(question.asking)
    return Page(template="website/themes.html", record={"themes": found})


def theme(question: Question, slug: str) -> Page:
    found = theme_profile(slug, question.asking)
    return Page(template="website/theme.html", record=found, keys=(found.slug,))
