import Calls
import Design
import Testing
import Wire

struct ObservationsDocumentTests {
    @Test func `what is written is read back without loss, failures and gaps too`() throws {
        let design = try Example.design([(.testWorkload, "true")])
        var seen = PlanTests.ready(design)
        let calls = seen.calls.sorted { $0.key < $1.key }
        let moment = try #require(Timestamp(iso8601: "2026-01-02T03:04:05.25Z"))
        for (index, kind) in CallFailure.Kind.allCases.enumerated() {
            seen[calls[index]] = Answer(
                .failure(
                    CallFailure(
                        kind, reason: "r \u{1b}[31m", permission: "p", place: "l", purpose: "u", code: "c",
                        message: "m\n", status: 418, requestID: "i", attempts: 3, account: "111122223333",
                        region: "eu-west-1")), at: moment, caller: "111122223333")
        }
        seen[calls[CallFailure.Kind.allCases.count]]?.isWhole = false
        let text = ObservationsDocument.make(seen).serialized(.pretty)
        let read = try ObservationsDocument.read(try JSONValue.parse(text))
        #expect(read == seen)
        #expect(Plan.make(design, read) == Plan.make(design, seen))
        #expect(ObservationsDocument.make(read).serialized(.pretty) == text)
    }

    @Test(arguments: [
        ("{}", "schema", "The schema is missing; sesame/observations/v1 is expected."),
        (#"{"schema":"x/v2"}"#, "schema", "The schema is x/v2; sesame/observations/v1 is expected."),
        (#"{"schema":"sesame/observations/v1"}"#, "answers", "There is no list of answers."),
        (
            #"{"schema":"sesame/observations/v1","answers":[{}]}"#, "answers[0].call",
            "sesame knows no operation  of ."
        ),
        (
            #"{"schema":"sesame/observations/v1","answers":[{"call":{"service":"iam","operation":"GetRole"}}]}"#,
            "answers[0].call.side", "The side has to be eks, ses or kubernetes."
        ),
        (
            #"{"schema":"sesame/observations/v1","answers":[{"call":{"service":"iam","operation":"GetRole","side":"eks","region":"!"}}]}"#,
            "answers[0].call.region", "! is no region"
        ),
        (
            #"{"schema":"sesame/observations/v1","answers":[{"call":{"service":"iam","operation":"GetRole","side":"eks"}}]}"#,
            "answers[0].at", "The time has to be like 2026-01-02T03:04:05Z."
        ),
        (
            #"{"schema":"sesame/observations/v1","answers":[{"call":{"service":"iam","operation":"GetRole","side":"eks"},"at":"2026-01-02T03:04:05Z"}]}"#,
            "answers[0]", "There is neither a value nor a failure."
        ),
    ])
    func `what is no such document is said where it is`(text: String, path: String, sentence: String) throws {
        let document = try JSONValue.parse(text)
        let problem = #expect(throws: ObservationsDocument.Problem.self) { try ObservationsDocument.read(document) }
        #expect(problem?.path == path)
        #expect(problem?.sentence.hasPrefix(sentence) == true, "\(problem?.sentence ?? "")")
    }
}
