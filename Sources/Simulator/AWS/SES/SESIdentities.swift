import Wire

/// Identities in the first version of SES.
enum SESIdentities {
    /// Asks for the verification of an address; SES sends a mail with a link.
    static func verifyEmail(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let name = try IdentityName.address(call.required("EmailAddress"), call)
        Verification.begin(name, call, &state)
        return call.operation == "VerifyEmailAddress" ? .acknowledged : .xml([])
    }

    /// Asks for the verification of a domain; the token goes into a TXT record.
    static func verifyDomain(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let name = try IdentityName.read(call.required("Domain"), call)
        guard !name.contains("@") else { throw SESFault.parameter(call, "Invalid domain name \(name).") }
        Verification.begin(name, call, &state)
        let token = state[ses: call.account, call.region].identities[name]?.dkimTokens.first ?? ""
        return .xml([XMLNode("VerificationToken", Base64.encode(Array(token.utf8)))])
    }

    /// The three tokens of a domain's DKIM records.
    static func verifyDKIM(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let name = try IdentityName.read(call.required("Domain"), call)
        Verification.begin(name, call, &state)
        let tokens = state[ses: call.account, call.region].identities[name]?.dkimTokens ?? []
        return .xml([.list("DkimTokens", texts: tokens)])
    }

    /// Deletes an identity with its policies; one that does not exist is deleted already.
    static func delete(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let name = try IdentityName.orARN(call.required("Identity"), call)
        state.deleteIdentity(name, call)
        return .xml([])
    }

    /// Lists the names of identities, addresses or domains or both.
    static func list(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let kind = try call.optional("IdentityType")
        let names = state[ses: call.account, call.region].identities.values
            .filter { kind == nil || (kind == "Domain") == $0.isDomain }.map(\.name).sorted()
        let page = try Page(
            names, limit: call.number("MaxItems", in: 1...1_000) ?? 1_000, marker: call.form["NextToken"],
            refusal: SESFault.parameter(call, "Invalid NextToken."))
        return .xml(
            [.list("Identities", texts: page.items)] + (page.next.map { [XMLNode("NextToken", $0)] } ?? []))
    }

    /// Where verifications stand; identities that do not exist are left out.
    static func verificationAttributes(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let entries = try identities(call, state).map { identity in
            (
                key: identity.name,
                value: XMLNode("value", [XMLNode("VerificationStatus", identity.status(at: call.now).v1)])
            )
        }
        return .xml([.map("VerificationAttributes", entries)])
    }

    /// Whether and how messages of identities are signed.
    static func dkimAttributes(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let entries = try identities(call, state).map { identity in
            (
                key: identity.name,
                value: XMLNode(
                    "value",
                    [
                        XMLNode("DkimEnabled", identity.isDomain && identity.dkimEnabled),
                        XMLNode(
                            "DkimVerificationStatus",
                            identity.isDomain ? identity.status(at: call.now).v1 : "NotStarted"),
                        .list("DkimTokens", texts: identity.dkimTokens),
                    ])
            )
        }
        return .xml([.map("DkimAttributes", entries)])
    }

    /// Those of the identities named that there are.
    static func identities(_ call: AWSCall, _ state: WorldState) throws(AWSFault) -> [EmailIdentity] {
        let given = call.form.list("Identities")
        guard given.count <= 100 else {
            throw SESFault.parameter(call, "A maximum of 100 identities may be given.")
        }
        let known = state[ses: call.account, call.region].identities
        var found: [EmailIdentity] = []
        for text in given { if let identity = known[try IdentityName.orARN(text, call)] { found.append(identity) } }
        return found
    }
}
