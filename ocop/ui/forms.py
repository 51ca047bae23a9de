"""How forms look: a summary that links to the faulty fields, then label, help, control and error of each field."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """`{{ form }}` renders templates/partials/form.html; set by FORM_RENDERER."""

    form_template_name = "partials/form.html"
    field_template_name = "partials/field.html"
    formset_template_name = "partials/formset.html"
