import Wire

/// Templates in the first version of SES.
enum SESTemplates {
    /// Creates a template, or replaces one.
    static func put(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let form = call.form
        try Templates.put(
            call.required("Template.TemplateName"), subject: form["Template.SubjectPart"],
            text: form["Template.TextPart"], html: form["Template.HtmlPart"],
            isNew: call.operation == "CreateTemplate", call, &state)
        return .xml([])
    }

    /// Shows a template.
    static func get(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let template = try Templates.find(call.required("TemplateName"), call, state)
        return .xml([
            XMLNode(
                "Template",
                [XMLNode("TemplateName", template.name), XMLNode("SubjectPart", template.subject)]
                    + (template.text.map { [XMLNode("TextPart", $0)] } ?? [])
                    + (template.html.map { [XMLNode("HtmlPart", $0)] } ?? []))
        ])
    }

    /// Lists templates, ten at a time.
    static func list(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let all = state[ses: call.account, call.region].templates.values.sorted { $0.name < $1.name }
        let page = try Page(
            all, limit: call.number("MaxItems", in: 1...100) ?? 10, marker: call.form["NextToken"],
            refusal: SESFault.parameter(call, "Invalid NextToken."))
        return .xml(
            [
                .list(
                    "TemplatesMetadata",
                    page.items.map {
                        [XMLNode("Name", $0.name), XMLNode("CreatedTimestamp", $0.created.iso8601)]
                    })
            ] + (page.next.map { [XMLNode("NextToken", $0)] } ?? []))
    }

    /// Deletes a template; one that does not exist is deleted already.
    static func delete(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        state[ses: call.account, call.region].templates[try call.required("TemplateName")] = nil
        return .xml([])
    }

    /// Shows the message that a template makes of some data.
    static func render(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let template = try Templates.find(call.required("TemplateName"), call, state)
        let data = try Templates.data(call.required("TemplateData"), call)
        return .xml([XMLNode("RenderedTemplate", try Templates.rendered(template, data, call))])
    }
}
