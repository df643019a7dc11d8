/// Reads parameters of query-protocol calls, refusing what the service's model refuses.
extension AWSCall {
    /// A parameter that must be there and not be empty.
    func required(_ name: String, length: ClosedRange<Int> = 1...Int.max) throws(AWSFault) -> String {
        guard let value = form[name] else { throw .missing(Self.member(name)) }
        return try checked(value, name, length: length)
    }

    /// A parameter that may be absent.
    func optional(_ name: String, length: ClosedRange<Int> = 0...Int.max) throws(AWSFault) -> String? {
        guard let value = form[name] else { return nil }
        return try checked(value, name, length: length)
    }

    /// A whole number within bounds.
    func number(_ name: String, in range: ClosedRange<Int>) throws(AWSFault) -> Int? {
        guard let text = form[name] else { return nil }
        guard let value = Int(text) else {
            throw AWSFault("MalformedInput", "\(name): '\(text.prefix(40))' is not an integer")
        }
        if value < range.lowerBound {
            throw .invalid(
                Self.member(name), text, "Member must have value greater than or equal to \(range.lowerBound)")
        }
        if value > range.upperBound {
            throw .invalid(Self.member(name), text, "Member must have value less than or equal to \(range.upperBound)")
        }
        return value
    }

    /// A flag.
    func flag(_ name: String) -> Bool {
        form[name]?.lowercased() == "true"
    }

    /// A name of letters, digits and some signs, as IAM wants it.
    func iamName(_ name: String, _ longest: Int) throws(AWSFault) -> String {
        let value = try required(name, length: 1...longest)
        guard value.utf8.allSatisfy(Self.isIAMNameByte) else {
            throw .invalid(
                Self.member(name), value, "Member must satisfy regular expression pattern: [\\w+=,.@-]+")
        }
        return value
    }

    private static func isIAMNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2B, 0x3D, 0x2C, 0x2E, 0x40, 0x2D: true
        default: false
        }
    }

    /// A path: `/`, or text between two slashes.
    func iamPath(_ name: String = "Path") throws(AWSFault) -> String {
        guard let path = form[name] else { return "/" }
        let isVisible = path.utf8.allSatisfy { $0 >= 0x21 && $0 <= 0x7E }
        guard path.hasPrefix("/"), path.hasSuffix("/"), path.utf8.count <= 512, isVisible else {
            throw AWSFault(
                "ValidationError",
                "The specified value for path is invalid. It must begin and end with / "
                    + "and contain only alphanumeric characters and/or / characters.")
        }
        return path
    }

    /// The tags of a `Tags` list.
    func tags(_ name: String = "Tags") throws(AWSFault) -> Tags {
        var tags: [Tag] = []
        for prefix in form.structures(name) {
            let key = try required(prefix + ".Key", length: 1...128)
            guard !Tag.isReserved(key) else { throw reservedTagKey }
            tags.append(Tag(key, try optional(prefix + ".Value", length: 0...256) ?? ""))
        }
        guard Set(tags.map { $0.key.lowercased() }).count == tags.count else {
            throw AWSFault("InvalidInput", "Duplicate tag keys found. Please note that Tag keys are case insensitive.")
        }
        return Tags(tags)
    }

    /// The refusal of a tag key that only AWS may set.
    var reservedTagKey: AWSFault {
        let text = "Tag keys that begin with aws: are reserved for AWS."
        return switch service {
        case .iam: AWSFault("InvalidInput", text)
        case .sesv2, .eks: AWSFault("BadRequestException", text)
        case .sts, .ses, .cloudtrail, .organizations: AWSFault("ValidationError", text)
        }
    }

    private func checked(_ value: String, _ name: String, length: ClosedRange<Int>) throws(AWSFault) -> String {
        let count = value.unicodeScalars.count
        if count < length.lowerBound {
            throw .invalid(
                Self.member(name), value, "Member must have length greater than or equal to \(length.lowerBound)")
        }
        if count > length.upperBound {
            throw .invalid(
                Self.member(name), value, "Member must have length less than or equal to \(length.upperBound)")
        }
        return value
    }

    /// The member's name as validation messages write it: `RoleName` becomes `roleName`.
    static func member(_ name: String) -> String {
        name.split(separator: ".").map { part in
            part.first.map { $0.lowercased() + part.dropFirst() } ?? ""
        }.joined(separator: ".")
    }
}
