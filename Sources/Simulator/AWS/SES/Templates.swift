import Wire

/// Templates, which both versions of SES share: `{{name}}` and `{{order.number}}` are filled in.
///
/// Blocks of Handlebars such as `{{#each}}` are not carried out; a message that needs one is taken and not delivered.
enum Templates {
    /// Why a template cannot be filled in.
    struct MissingAttribute: Error, Sendable {
        /// The name in the template.
        let name: String
    }

    /// The template of a name.
    static func find(_ name: String, _ call: AWSCall, _ state: WorldState) throws(AWSFault) -> EmailTemplate {
        guard let template = state[ses: call.account, call.region].templates[name] else {
            throw SESFault.noTemplate(call, name)
        }
        return template
    }

    /// Keeps a template.
    static func put(
        _ name: String, subject: String?, text: String?, html: String?, isNew: Bool, _ call: AWSCall,
        _ state: inout WorldState
    ) throws(AWSFault) {
        let existing = state[ses: call.account, call.region].templates[name]
        if isNew, existing != nil {
            throw SESFault.exists(
                call, "AlreadyExists", "Template \(name) already exists for account id \(call.account)")
        }
        if !isNew, existing == nil { throw SESFault.noTemplate(call, name) }
        let isName = !name.isEmpty && name.utf8.count <= 64
        guard isName, let subject, !subject.isEmpty else {
            throw call.service == .sesv2
                ? AWSFault("BadRequestException", "The subject must be specified.")
                : AWSFault("InvalidTemplate", "The subject must be specified.")
        }
        state[ses: call.account, call.region].templates[name] = EmailTemplate(
            name: name, subject: subject, text: text, html: html,
            tags: isNew ? try call.checkedTags : existing?.tags ?? Tags(),
            created: existing?.created ?? call.now)
    }

    /// Reads the data for a template.
    static func data(_ text: String, _ call: AWSCall) throws(AWSFault) -> JSONValue {
        guard let value = try? JSONValue.parse(text), value.object != nil else {
            throw call.service == .sesv2
                ? AWSFault("BadRequestException", "Template data is not valid JSON.")
                : AWSFault("InvalidParameterValue", "Template data is not valid JSON.")
        }
        return value
    }

    /// A text with its names filled in from the first of some data that has them.
    static func filled(_ text: String, _ data: [JSONValue]) throws(MissingAttribute) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "{{"), let end = rest[start.upperBound...].firstRange(of: "}}") {
            let name = rest[start.upperBound..<end.lowerBound].trimmingBlanksAndLineEnds
            let path = name.split(separator: ".").map(String.init)
            guard let value = data.lazy.compactMap({ $0.at(path) }).first, !path.isEmpty else {
                throw MissingAttribute(name: name)
            }
            result += rest[..<start.lowerBound] + (value.string ?? value.serialized(.compact))
            rest = rest[end.upperBound...]
        }
        return result + rest
    }

    /// A message made from a template.
    static func message(
        _ template: EmailTemplate, data: [JSONValue], action: String, parties: [Message.Party],
        recipients: [MailAddress], set: String?
    ) -> Message {
        var message = Message(
            action: action, parties: parties, recipients: recipients, subject: "", body: "", configurationSet: set,
            template: template.name)
        do throws(MissingAttribute) {
            message.subject = try filled(template.subject, data)
            message.body = try filled(template.text ?? template.html ?? "", data)
        } catch { message.isUnrendered = true }
        return message
    }

    /// The whole message that a template makes, as the test of a template shows it.
    static func rendered(_ template: EmailTemplate, _ data: JSONValue, _ call: AWSCall) throws(AWSFault) -> String {
        do throws(MissingAttribute) {
            let body = try filled(template.text ?? template.html ?? "", [data])
            return "Subject: \(try filled(template.subject, [data]))\nMIME-Version: 1.0\n"
                + "Content-Type: \(template.text == nil ? "text/html" : "text/plain"); charset=UTF-8\n\n\(body)\n"
        } catch {
            let text = "Attribute '\(error.name)' is not present in the rendering data."
            throw AWSFault(call.service == .sesv2 ? "BadRequestException" : "MissingRenderingAttribute", text)
        }
    }

    /// Sends many messages; what refuses the sender refuses all of them.
    static func send(
        _ messages: [Message], _ call: AWSCall, _ state: inout WorldState
    ) throws(AWSFault) -> [Result<String, AWSFault>] {
        var outcomes: [Result<String, AWSFault>] = []
        for message in messages {
            do throws(AWSFault) {
                outcomes.append(.success(try Mailer(call: call, message: message).send(&state)))
            } catch {
                guard error.code == "MessageRejected" || error.message.contains("quota") else { throw error }
                outcomes.append(.failure(error))
            }
        }
        return outcomes
    }
}
