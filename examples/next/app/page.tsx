export default function Home() {
  return <h1>Harbour Bikes</h1>;
}
