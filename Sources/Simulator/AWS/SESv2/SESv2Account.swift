import Wire

/// The account in the second version of SES.
enum SESv2Account {
    /// Sandbox or production, quotas, what was told with the request for production access.
    static func get(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let ses = state[ses: call.account, call.region]
        let details: JSONValue? = ses.details.map { details in
            .present([
                ("MailType", .string(details.mailType)), ("WebsiteURL", .string(details.websiteURL)),
                ("ContactLanguage", .string(details.contactLanguage)),
                ("UseCaseDescription", .string(details.useCase)),
                ("AdditionalContactEmailAddresses", JSONValue(details.contacts)),
                (
                    "ReviewDetails",
                    ["Status": .string(details.reviewStatus), "CaseId": .string(details.caseID)]
                ),
            ])
        }
        return .object([
            ("DedicatedIpAutoWarmupEnabled", false), ("EnforcementStatus", .string(ses.enforcementStatus)),
            ("ProductionAccessEnabled", .bool(ses.productionAccess)),
            (
                "SendQuota",
                [
                    "Max24HourSend": .decimal(ses.dailyQuota), "MaxSendRate": .decimal(ses.sendRate),
                    "SentLast24Hours": .decimal(ses.sent.total(at: call.now)),
                ]
            ), ("SendingEnabled", .bool(ses.sendingEnabled)),
            ("SuppressionAttributes", ["SuppressedReasons": JSONValue(ses.suppressedReasons)]), ("Details", details),
            ("VdmAttributes", ["VdmEnabled": "DISABLED"]),
        ])
    }

    /// The request for production access, which then waits for a person at AWS.
    static func putDetails(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let mailType = try call.requiredText("MailType")
        guard ["MARKETING", "TRANSACTIONAL"].contains(mailType) else {
            throw AWSFault("BadRequestException", "MailType must be one of MARKETING, TRANSACTIONAL")
        }
        let url = try call.requiredText("WebsiteURL")
        let language = call.body["ContactLanguage"]?.string ?? "EN"
        guard ["EN", "JA"].contains(language) else {
            throw AWSFault("BadRequestException", "ContactLanguage must be one of EN, JA")
        }
        let contacts = call.texts("AdditionalContactEmailAddresses")
        let useCase = call.body["UseCaseDescription"]?.string ?? ""
        guard url.utf8.count <= 1_000, useCase.utf8.count <= 5_000, contacts.count <= 4 else {
            throw AWSFault("BadRequestException", "A field of the account details is too long")
        }
        let ses = state[ses: call.account, call.region]
        guard ses.details?.reviewStatus != "PENDING" else {
            throw AWSFault(
                "ConflictException", "There is already an ongoing action for this account under review.", status: 409)
        }
        let wantsProduction = call.body["ProductionAccessEnabled"]?.bool ?? false
        state[ses: call.account, call.region].details = AccountDetails(
            mailType: mailType, websiteURL: url, contactLanguage: language, useCase: useCase, contacts: contacts,
            reviewStatus: wantsProduction ? "PENDING" : "GRANTED",
            caseID: "case-\(call.account)-" + call.randomness.text(8, of: "0123456789"))
        return .object([])
    }

    /// Switches sending on or off.
    static func putSending(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        state[ses: call.account, call.region].sendingEnabled = call.body["SendingEnabled"]?.bool ?? false
        return .object([])
    }

    /// Chooses the reasons for suppression.
    static func putSuppression(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        let reasons = call.texts("SuppressedReasons")
        guard reasons.allSatisfy({ ["BOUNCE", "COMPLAINT"].contains($0) }) else {
            throw AWSFault("BadRequestException", "SuppressedReasons must be BOUNCE or COMPLAINT")
        }
        state[ses: call.account, call.region].suppressedReasons = reasons
        return .object([])
    }
}
