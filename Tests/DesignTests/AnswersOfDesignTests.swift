import Design
import Identifiers
import Testing

@Suite struct `The answers of a design` {
    @Test func `give the same design`() throws {
        var answers = try Example.answers()
        #expect(try DelegateSending(Answers(try DelegateSending(answers))) == DelegateSending(answers))
        let more: [(FieldID, String)] = [
            (.sesIdentity, "example.com"), (.sesReceiver, "ops@example.com"), (.configurationSet, "main"),
            (.sendingActions, "ses:SendTemplatedEmail"), (.rolePath, "/team/"), (.testWorkload, "true"),
            (.permissionsBoundary, "arn:aws:iam::111122223333:policy/limit"), (.eksSandbox, "false"),
            (.image, "registry.example.com/tool:1"),
        ]
        for (field, text) in more { try answers.set(text, for: field, from: .typed) }
        answers.setTags([Tag(key: "cost-center", value: "0123")], from: .typed)
        let design = try DelegateSending(answers)
        #expect(try DelegateSending(Answers(design)) == design)
        #expect(Answers(design).provenance(of: .role) == .typed)
    }
}
