import IAMPolicy

/// IAM's refusals, in its words.
enum IAMFault {
    /// Something does not exist.
    static func noSuchEntity(_ message: String) -> AWSFault { AWSFault("NoSuchEntity", message, status: 404) }

    /// Something exists already.
    static func exists(_ message: String) -> AWSFault { AWSFault("EntityAlreadyExists", message, status: 409) }

    /// A quota is used up.
    static func limit(_ message: String) -> AWSFault { AWSFault("LimitExceeded", message, status: 409) }

    /// Something hangs on what is to be deleted.
    static func conflict(_ message: String) -> AWSFault { AWSFault("DeleteConflict", message, status: 409) }

    /// A policy document that IAM does not accept.
    static func malformed(_ message: String) -> AWSFault { AWSFault("MalformedPolicyDocument", message) }

    /// Refuses to delete a role or user that still has policies.
    static func checkBare(_ holder: some PolicyHolder) throws(AWSFault) {
        guard holder.attachedPolicies.isEmpty else {
            throw conflict("Cannot delete entity, must detach all policies first.")
        }
        guard holder.inlinePolicies.isEmpty else {
            throw conflict("Cannot delete entity, must delete policies first.")
        }
    }

    /// No role of this name.
    static func noRole(_ name: String) -> AWSFault { noSuchEntity("The role with name \(name) cannot be found.") }

    /// Reads a document that is being put, as strictly as IAM does.
    static func read(_ text: String, kind: PolicyKind) throws(AWSFault) -> PolicyDocument {
        guard
            text.unicodeScalars.allSatisfy({
                "\t\n\r".unicodeScalars.contains($0) || ("\u{20}"..."\u{FF}").contains($0)
            })
        else {
            throw AWSFault(
                "ValidationError",
                "The specified value for policyDocument is invalid. It must contain only printable ASCII characters.")
        }
        if text.utf8.first.map({ $0 <= 0x20 }) == true { throw malformed("The policy failed legacy parsing") }
        let document: PolicyDocument
        do throws(PolicyReadError) {
            document = try PolicyDocument.read(text, kind: kind, rules: .writing)
        } catch {
            let message = error.serviceMessage
            throw message.hasPrefix("Cannot exceed quota") ? limit(message) : malformed(message)
        }
        try check(sidsOf: document)
        return document
    }

    /// Refuses Sids that hold anything but ASCII letters and digits; sending policies are not so strict.
    static func check(sidsOf document: PolicyDocument) throws(AWSFault) {
        let isPlain: (UInt8) -> Bool = {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
        }
        guard document.statements.compactMap(\.sid).allSatisfy({ $0.utf8.allSatisfy(isPlain) }) else {
            throw malformed(
                "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression "
                    + "[0-9A-Za-z]*")
        }
    }

    /// Keeps a permissions policy document that is being put.
    static func store(_ text: String, kind: PolicyKind) throws(AWSFault) -> StoredPolicy {
        _ = try read(text, kind: kind)
        do { return try StoredPolicy(text, kind: kind) } catch { throw malformed(error.serviceMessage) }
    }

    /// Keeps a trust policy that is being put, its principals as unique ids.
    static func storeTrust(_ text: String, _ call: AWSCall, _ state: WorldState) throws(AWSFault) -> StoredPolicy {
        let document = try read(text, kind: .trust)
        let ids: [String: String]
        do throws(PrincipalLookup.Missing) { ids = try PrincipalLookup.ids(in: document, state, now: call.now) } catch {
            throw malformed(error.message)
        }
        do { return try StoredPolicy(text, kind: .trust, principalIDs: ids) } catch {
            throw malformed(error.serviceMessage)
        }
    }
}

/// Tags as IAM lists and changes them.
enum IAMTags {
    /// The most tags on one thing.
    static let limit = 50

    /// The `Tags` element.
    static func node(_ tags: Tags) -> XMLNode {
        .list("Tags", tags.list.map { [XMLNode("Key", $0.key), XMLNode("Value", $0.value)] })
    }

    /// The tags of a call that creates something.
    static func given(_ call: AWSCall) throws(AWSFault) -> Tags {
        let tags = try call.tags()
        guard tags.count <= limit else { throw tooMany }
        return tags
    }

    /// Adds the tags of a call.
    static func add(_ call: AWSCall, to tags: inout Tags) throws(AWSFault) {
        var result = tags
        for tag in try call.tags().list { result.set(tag) }
        guard result.count <= limit else { throw tooMany }
        tags = result
    }

    /// Removes the tag keys of a call.
    static func remove(_ call: AWSCall, from tags: inout Tags) throws(AWSFault) {
        let keys = call.form.list("TagKeys")
        guard !keys.contains(where: Tag.isReserved) else { throw call.reservedTagKey }
        for key in keys { tags.remove(key) }
    }

    /// A page of tags.
    static func page(_ call: AWSCall, _ tags: Tags) throws(AWSFault) -> AWSAnswer {
        let page = try call.iamPage(tags.list)
        return .xml([node(Tags(page.items))] + page.iamNodes)
    }

    private static let tooMany = IAMFault.limit("Cannot exceed quota for TagsPerEntity: \(limit)")
}
