/// SES's refusals, in the codes of the version that was called.
enum SESFault {
    /// A parameter that SES does not accept.
    static func parameter(_ call: AWSCall, _ message: String) -> AWSFault {
        AWSFault(call.service == .sesv2 ? "BadRequestException" : "InvalidParameterValue", message)
    }

    /// A sending policy that SES does not accept.
    static func policy(_ call: AWSCall, _ message: String) -> AWSFault {
        AWSFault(call.service == .sesv2 ? "BadRequestException" : "InvalidPolicy", message)
    }

    /// An identity that does not exist.
    static func noIdentity(_ call: AWSCall, _ identity: String) -> AWSFault {
        call.service == .sesv2
            ? AWSFault("NotFoundException", "Email identity \(identity) does not exist.", status: 404)
            : AWSFault("InvalidParameterValue", "Identity <\(identity)> does not exist.")
    }

    /// Addresses that are not verified where they must be.
    static func notVerified(_ addresses: [String], _ region: String) -> AWSFault {
        AWSFault(
            "MessageRejected",
            "Email address is not verified. The following identities failed the check in region "
                + "\(region.uppercased()): \(addresses.joined(separator: ", "))")
    }

    /// A configuration set that does not exist.
    static func noConfigurationSet(_ call: AWSCall, _ name: String) -> AWSFault {
        let text = "Configuration set <\(name)> does not exist."
        return call.service == .sesv2
            ? AWSFault("NotFoundException", text, status: 404) : AWSFault("ConfigurationSetDoesNotExist", text)
    }

    /// A template that does not exist.
    static func noTemplate(_ call: AWSCall, _ name: String) -> AWSFault {
        let text = "Template \(name) does not exist"
        return call.service == .sesv2
            ? AWSFault("NotFoundException", text, status: 404) : AWSFault("TemplateDoesNotExist", text)
    }

    /// Something that exists already; version 1 has a code for each kind of thing.
    static func exists(_ call: AWSCall, _ code: String, _ message: String) -> AWSFault {
        AWSFault(call.service == .sesv2 ? "AlreadyExistsException" : code, message)
    }

    /// More than a limit allows.
    static func limit(_ call: AWSCall, _ message: String) -> AWSFault {
        AWSFault(call.service == .sesv2 ? "LimitExceededException" : "LimitExceeded", message)
    }
}
