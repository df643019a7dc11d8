import Wire

/// Templates in the second version of SES.
enum SESv2Templates {
    /// Creates a template.
    static func create(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        try put(call.requiredText("TemplateName"), isNew: true, call, &state)
    }

    /// Replaces a template's content.
    static func update(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        try put(call.path["TemplateName"] ?? "", isNew: false, call, &state)
    }

    private static func put(
        _ name: String, isNew: Bool, _ call: AWSCall, _ state: inout WorldState
    ) throws(AWSFault) -> AWSAnswer {
        let content = call.body["TemplateContent"]
        try Templates.put(
            name, subject: content?["Subject"]?.string, text: content?["Text"]?.string,
            html: content?["Html"]?.string, isNew: isNew, call, &state)
        return .object([])
    }

    /// Shows a template.
    static func get(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let template = try Templates.find(call.path["TemplateName"] ?? "", call, state)
        return .object([
            ("TemplateName", .string(template.name)),
            (
                "TemplateContent",
                .present([
                    ("Subject", .string(template.subject)), ("Text", template.text.map(JSONValue.string)),
                    ("Html", template.html.map(JSONValue.string)),
                ])
            ), ("Tags", .tags(template.tags)),
        ])
    }

    /// Lists templates.
    static func list(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let all = state[ses: call.account, call.region].templates.values.sorted { $0.name < $1.name }
        let page = try call.jsonPage(all, longest: 100)
        return .object([
            (
                "TemplatesMetadata",
                .array(
                    page.items.map {
                        ["TemplateName": .string($0.name), "CreatedTimestamp": .seconds($0.created)]
                    })
            ), ("NextToken", page.next.map { .string($0) }),
        ])
    }

    /// Deletes a template.
    static func delete(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let template = try Templates.find(call.path["TemplateName"] ?? "", call, state)
        state[ses: call.account, call.region].templates[template.name] = nil
        return .object([])
    }

    /// Shows the message that a template makes of some data.
    static func render(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let template = try Templates.find(call.path["TemplateName"] ?? "", call, state)
        let data = try Templates.data(call.requiredText("TemplateData"), call)
        return .object([("RenderedTemplate", .string(try Templates.rendered(template, data, call)))])
    }

    /// The template that a send names, or that it carries itself; the latter is kept nowhere and needs no permission.
    static func named(
        by content: JSONValue, _ call: AWSCall, _ state: WorldState
    ) throws(AWSFault) -> (template: EmailTemplate, isKept: Bool) {
        if let own = content["TemplateContent"] {
            return (
                EmailTemplate(
                    name: "", subject: own["Subject"]?.string ?? "", text: own["Text"]?.string,
                    html: own["Html"]?.string, created: call.now), false
            )
        }
        let arn = content["TemplateArn"]?.string?.split(separator: "/").last.map(String.init)
        guard let name = content["TemplateName"]?.string ?? arn else {
            throw AWSFault("BadRequestException", "Missing required field: TemplateName")
        }
        return (try Templates.find(name, call, state), true)
    }
}
