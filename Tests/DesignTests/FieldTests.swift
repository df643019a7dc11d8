import Design
import Testing

struct FieldTests {
    @Test(arguments: Field.all) func `every field has its texts and its example is a value`(_ field: Field) throws {
        #expect(!field.label.isEmpty && field.label.count <= 18)
        for text in [field.what, field.ifWrong, field.expected, field.example] { #expect(!text.isEmpty) }
        #expect(field.what.hasSuffix(".") && field.ifWrong.hasSuffix("."))
        for word in ["invalid", "failed to", "please", "oops", "!", "recipient", "confirm"] {
            #expect(!"\(field.what) \(field.ifWrong)".lowercased().contains(word), "\(word)")
        }
        for sentence in [field.what, field.ifWrong] {
            for part in sentence.split(separator: ".") { #expect(part.split(separator: " ").count <= 22) }
        }
        if field.id != .tags { #expect(throws: Never.self) { try field.check(field.example) } }
    }

    @Test func `every field has a row of its own`() {
        #expect(Field.all.map(\.id) == FieldID.allCases)
        let labels = Field.all.map(\.label)
        #expect(Set(labels).count == labels.count, "a label stands twice: \(labels.sorted())")
        #expect(Set(Field.all.map(\.what)).count == FieldID.allCases.count)
    }

    @Test func `an empty text is a value only where nothing can be meant`() {
        for field in Field.all {
            let isValue = (try? field.check(" ")) == ""
            #expect(
                isValue == [.permissionsBoundary, .configurationSet, .sendingActions].contains(field.id), "\(field.id)")
        }
    }

    @Test(arguments: [
        (FieldID.serviceAccount, "SES-sender", FieldProblem.Kind.illegal, "ses-sender" as String?),
        (.eksAccount, "1111", .incomplete, nil), (.eksAccount, "1111-2222-3333", .illegal, "111122223333"),
        (.sesRegion, "eu-south-2", .unusable, nil), (.image, "amazon/aws-cli", .unusable, nil),
        (.image, "amazon/aws-cli:latest", .unusable, nil), (.sesSender, "", .incomplete, nil),
        (.sesSender, "ops", .incomplete, nil), (.sesReceiver, "a b@example.com", .illegal, nil),
        (.kubernetesContext, "a\u{1B}[31m", .illegal, nil), (.permissionsBoundary, "boundary", .illegal, nil),
    ]) func `a wrong text is refused`(
        _ field: FieldID, _ text: String, _ kind: FieldProblem.Kind, _ repair: String?
    ) throws {
        let problem = #expect(throws: FieldProblem.self) { try Field[field].check(text) }
        #expect(
            problem?.kind == kind || (kind == .illegal && problem?.kind == .incomplete && field == .permissionsBoundary)
        )
        #expect(problem?.repair == repair)
        #expect(problem?.sentence.hasSuffix(".") == true)
    }

    @Test func `test is Amazon's own mailbox`() throws {
        #expect(try Field[.sesReceiver].check("test") == "success@simulator.amazonses.com")
    }

    @Test func `an issuer is kept without its scheme`() throws {
        #expect(try Field[.eksOIDCProvider].check(" https://\(Example.issuer) ") == Example.issuer)
    }
}
