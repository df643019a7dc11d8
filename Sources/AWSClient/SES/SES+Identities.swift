import Wire

extension SES {
    /// Status, sending policies and default configuration set of an identity (SES v2 GetEmailIdentity).
    ///
    /// - Parameter name: An address, in the case it was verified with, or a domain.
    /// - Returns: The identity.
    /// - Throws: ``AWSFailure``.
    public func getEmailIdentity(_ name: String) async throws(AWSFailure) -> EmailIdentity {
        identity(name, try await call("GetEmailIdentity", "GET", ["identities", name]))
    }

    /// Makes an identity; SES mails a link to an address, or waits for a domain's DNS records
    /// (SES v2 CreateEmailIdentity).
    ///
    /// - Parameters:
    ///   - name: An address or a domain.
    ///   - tags: At most 50.
    /// - Returns: The identity as SES answers it, with the DKIM tokens of a domain.
    /// - Throws: ``AWSFailure``.
    public func createEmailIdentity(_ name: String, tags: [AWSTag] = []) async throws(AWSFailure) -> EmailIdentity {
        var body = JSONObject([("EmailIdentity", .string(name))])
        if !tags.isEmpty { body["Tags"] = SES.json(tags) }
        let answer = try await call(
            "CreateEmailIdentity", "POST", ["identities"], body: .object(body), effect: .write)
        // Whatever answers nothing at all has made nothing that anybody could rely on.
        guard answer.value.object?.isEmpty == false else { throw answer.missing("VerifiedForSendingStatus") }
        return identity(name, answer)
    }

    /// Deletes an identity with its sending policies (SES v2 DeleteEmailIdentity).
    public func deleteEmailIdentity(_ name: String) async throws(AWSFailure) {
        _ = try await call("DeleteEmailIdentity", "DELETE", ["identities", name], effect: .write)
    }

    /// One page of the account's identities (SES v2 ListEmailIdentities).
    ///
    /// - Parameters:
    ///   - token: What the page before gave.
    ///   - pageSize: 1 to 1000; nil leaves it to SES.
    /// - Returns: The identities and what asks for the next page.
    /// - Throws: ``AWSFailure``.
    public func listEmailIdentities(after token: String? = nil, pageSize: Int? = 1000) async throws(AWSFailure)
        -> Page<IdentitySummary>
    {
        let answer = try await call(
            "ListEmailIdentities", "GET", ["identities"],
            query: [("PageSize", pageSize.map { String($0) }), ("NextToken", token)])
        let items = answer.members("EmailIdentities").compactMap { entry in
            entry.optional("IdentityName").map {
                IdentitySummary(
                    name: $0,
                    isDomain: entry.optional("IdentityType").map { $0 != "EMAIL_ADDRESS" } ?? !$0.contains("@"),
                    isSendingEnabled: entry.bool("SendingEnabled") ?? false,
                    verification: entry.optional("VerificationStatus").flatMap {
                        EmailIdentity.Verification(rawValue: $0)
                    })
            }
        }
        let next = answer.optional("NextToken")
        return Page(items: items, next: next == token ? nil : next)
    }

    /// All identities of the account in this region, page after page (SES v2 ListEmailIdentities).
    ///
    /// - Parameter limit: After how many identities to stop asking.
    /// - Returns: The identities.
    /// - Throws: ``AWSFailure``.
    public func listAllEmailIdentities(limit: Int = 10_000) async throws(AWSFailure) -> [IdentitySummary] {
        var all: [IdentitySummary] = []
        var token: String?
        repeat {
            let page = try await listEmailIdentities(after: token)
            all += page.items
            token = page.next
        } while token != nil && all.count < limit
        return all
    }

    /// Mails a new verification link to an address (SES v1 VerifyEmailIdentity); links are good for 24 hours.
    ///
    /// Works for addresses that wait for verification as well, which is how a lost mail is sent again.
    public func verifyEmailIdentityV1(_ address: String) async throws(AWSFailure) {
        var input = QueryInput()
        input.add("EmailAddress", address)
        _ = try await callV1("VerifyEmailIdentity", input, effect: .writeEachTime)
    }

    private func identity(_ name: String, _ answer: JSONFields) -> EmailIdentity {
        let dkim = answer.optionalStructure("DkimAttributes")
        let mailFrom = answer.optionalStructure("MailFromAttributes")
        let type = answer.optional("IdentityType")
        let verified = answer.bool("VerifiedForSendingStatus") ?? false
        return EmailIdentity(
            name: name, isDomain: type.map { $0 != "EMAIL_ADDRESS" } ?? !name.contains("@"),
            isVerifiedForSending: verified,
            verification: answer.optional("VerificationStatus").flatMap { EmailIdentity.Verification(rawValue: $0) }
                ?? (verified ? .success : nil),
            verificationError: answer.optionalStructure("VerificationInfo")?.optional("ErrorType"),
            policies: answer.entries("Policies").map { SendingPolicyText(name: $0.key, document: $0.value) },
            defaultConfigurationSet: answer.optional("ConfigurationSetName"), dkimTokens: dkim?.texts("Tokens") ?? [],
            dkimStatus: dkim?.optional("Status"), isDKIMSigning: dkim?.bool("SigningEnabled"),
            mailFromDomain: mailFrom?.optional("MailFromDomain").flatMap { $0.isEmpty ? nil : $0 },
            mailFromStatus: mailFrom?.optional("MailFromDomainStatus"),
            forwardsFeedback: answer.bool("FeedbackForwardingStatus"), tags: SES.tags(answer))
    }
}
